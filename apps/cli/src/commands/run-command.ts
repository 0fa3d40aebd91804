import { query, streamSchema, type Options, type Query, type RunResult } from '@harness/sdk'
import { exitCodeOf } from '../outcome/exit-code-of.ts'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { compileNoSchemas } from '../parse/compile-no-schemas.ts'
import { outputFormats, runFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { readPrompt } from '../parse/read-prompt.ts'
import { readSchema } from '../parse/read-schema.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { runOptions, type RunValues } from '../parse/run-options.ts'
import { askOnTerminal, hasPerson } from '../person/ask-on-terminal.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { outputOf } from '../print/output-of.ts'
import type { Output } from '../print/output.ts'
import type { Telling } from '../print/progress.ts'

/** `harness run`, and `harness "task"`. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, runFlags)
  if (values.schema) return await printSchema(values, positionals)
  const outputSchema = await readSchema(values['output-schema'])
  const options = { ...runOptions(values), ...(outputSchema && { outputSchema }) }
  if (values['input-format'] === 'stream-json') return await byLines(options, values, positionals)
  const goesOn = options.resume !== undefined || options.continue === true
  const prompt = await readPrompt({
    words: positionals,
    files: values.file ?? [],
    folder: options.cwd ?? process.cwd(),
    optional: goesOn,
  })
  await compileNoSchemas()
  const input = prompt === undefined ? { options } : { prompt, options }
  return conduct(input, values)
}

async function byLines(
  options: Options,
  values: RunValues,
  words: readonly string[],
): Promise<number> {
  const { 'output-format': format = 'stream-json', file: [attached] = [] } = values
  if (format !== 'stream-json' || attached !== undefined) {
    throw new UsageError(
      '--input-format stream-json answers as -o stream-json does, and takes no --file: leave out -o and -f.',
    )
  }
  await compileNoSchemas()
  const { converseByLines } = await import('../lines/converse-by-lines.ts')
  return converseByLines({
    options,
    first: words.length === 0 ? undefined : words.join(' '),
    output: outputOf('stream-json', tellingOf(values)),
    asks: values['approval-mode'] === 'ask',
  })
}

async function printSchema(values: RunValues, words: readonly string[]): Promise<number> {
  if (formatOf(values) !== 'stream-json') {
    throw new UsageError(
      '--schema is that of the event stream: harness run -o stream-json --schema.',
    )
  }
  refuseWords('run -o stream-json --schema', words)
  process.stdout.write(`${JSON.stringify(await streamSchema(), null, 2)}\n`)
  return exitCodes.done
}

interface Input {
  prompt?: string
  options: Options
}

async function conduct({ options, ...rest }: Input, values: RunValues): Promise<number> {
  const output = outputOf(formatOf(values), tellingOf(values))
  const stop = new AbortController()
  let exitCode: number | undefined
  const stopWith = (code: number) => {
    exitCode = code
    stop.abort('stop')
  }
  const interrupt = watchSignals({
    cancel: () => {
      output.cancelling()
      running.interrupt().catch((error: unknown) => stop.abort(error))
    },
    stop: stopWith,
    leave: () => output.end(undefined),
  })
  const asks = values['approval-mode'] !== 'never' && hasPerson()
  const onAsk = askOnTerminal({
    pause: () => output.pause(),
    interrupted: interrupt,
    gone: () => stopWith(exitCodes.terminated),
  })
  const running: Query = query({
    ...rest,
    options: {
      ...options,
      ...(asks ? { onAsk } : {}),
      onNotice: (text) => output.note(text),
      signal: stop.signal,
    },
  })
  const result = await show(running, output)
  return exitCode ?? exitCodeOf(result.reason)
}

async function show(running: Query, output: Output): Promise<RunResult> {
  try {
    let isFirst = true
    for await (const event of running) {
      if (isFirst && event.type === 'session.start') sayModel(event.model, output)
      isFirst = false
      output.event(event)
    }
    const result = await running.result
    output.end(result)
    return result
  } catch (error) {
    output.end(undefined)
    throw error
  }
}

const formatOf = (values: RunValues) =>
  outputFormats.find((format) => format === values['output-format']) ?? 'text'

function tellingOf({ quiet, verbose }: RunValues): Telling {
  if (quiet && verbose)
    throw new UsageError('--quiet and --verbose contradict each other: give one.')
  if (quiet) return 'quiet'
  return verbose ? 'verbose' : 'usual'
}

function sayModel(model: string, output: Output): void {
  if (!model.startsWith('offline/')) return
  output.note(
    'The offline model answers: a script, no language model. To configure a real one, set a key such as ' +
      'OPENAI_API_KEY, or give --model ollama/NAME or --base-url URL --model NAME. harness doctor says what is there.',
  )
}
