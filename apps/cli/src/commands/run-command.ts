import { query, streamSchema, type Options, type Query } from '@harness/sdk'
import { exitCodeOf } from '../outcome/exit-code-of.ts'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { compileNoSchemas } from '../parse/compile-no-schemas.ts'
import { runFlags } from '../parse/flags.ts'
import { formatOf, tellingOf } from '../parse/output-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { readPrompt } from '../parse/read-prompt.ts'
import { readSchema } from '../parse/read-schema.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { runOptions, type RunValues } from '../parse/run-options.ts'
import { askOnTerminal, hasPerson } from '../person/ask-on-terminal.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { outputOf } from '../print/output-of.ts'
import { offlineSayer, showQuery } from '../print/show-query.ts'

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
  return conductRun(input, values)
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

/** Runs it, shows it, and answers what the shell is told. */
export async function conductRun({ options, ...rest }: Input, values: RunValues): Promise<number> {
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
  const look = offlineSayer((text) => output.note(text))
  const result = await showQuery({ events: running, result: () => running.result }, output, look)
  return exitCode ?? exitCodeOf(result.reason)
}
