import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  resumeEval,
  runEval,
  type BegunEval,
  type EvalNews,
  type EvalProgress,
  type EvalRun,
  type Options,
  type RunEvalOptions,
} from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { evalRunFlags, keptWorkspaces } from '../parse/eval-flags.ts'
import { realNumber, wholeNumber } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { runOptions } from '../parse/run-options.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { evalScreen, type EvalScreen } from '../print/eval/eval-screen.ts'
import { resumeLine } from '../print/eval/resume-line.ts'
import { runSummary } from '../print/eval/run-summary.ts'
import { jsonText } from '../print/json-text.ts'
import { replayRun } from './replay-run.ts'

type Values = Awaited<ReturnType<typeof parseFlags<typeof evalRunFlags>>>['values']

/** `harness eval run SUITE`, and `harness eval SUITE`. */
export async function evalRun(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, evalRunFlags)
  const [suite, ...rest] = positionals
  refuseWords('eval run SUITE', rest)
  const { output, resume, replay, json = false } = values
  if (replay !== undefined) return replayRun(replay, { suite, values })
  if (suite === undefined && resume === undefined) {
    throw new UsageError(
      'Which suite? harness eval run SUITE names a file of JSON, YAML or TypeScript.',
    )
  }
  if (output !== undefined && resume !== undefined) {
    throw new UsageError('--resume names the folder of the run: leave out --output.')
  }
  const screen = evalScreen(process.stderr)
  const { run, code } = await conduct(suite, values, screen)
  const { report, folder } = run
  process.stdout.write(
    json ? `${jsonText(report, 2)}\n` : runSummary(report, folder, process.stdout),
  )
  const { state } = report.run
  for (const { condition, passed, message } of run.gates) {
    process.stderr.write(`${passed ? '✓' : '✗'} gate ${condition}: ${message}\n`)
  }
  const holds = run.gates.every(({ passed }) => passed)
  if (state === 'finished') {
    if (report.totals.infrastructure > 0) {
      process.stderr.write(`\nWhat infrastructure broke, once more: ${resumeLine(args, folder)}\n`)
    }
    return holds ? exitCodes.done : exitCodes.failed
  }
  process.stderr.write(`\nGo on with it: ${resumeLine(args, folder)}\n`)
  return state === 'cost' ? exitCodes.limit : code
}

async function conduct(
  suite: string | undefined,
  values: Values,
  screen: EvalScreen,
): Promise<{ run: EvalRun; code: number }> {
  const stop = new AbortController()
  let code: number = exitCodes.interrupted
  const end = (why: string) => {
    stop.abort(why)
  }
  watchSignals({
    cancel: () => {
      screen.notice('Stopping where it stands; Ctrl-C once more leaves at once.')
      end('interrupted')
    },
    stop: (exitCode) => {
      code = exitCode
      end('asked to go')
    },
    leave: () => screen.end(),
  })
  try {
    const options = {
      ...runningOptions(values),
      options: { ...agentOptions(values), onNotice: (text) => screen.notice(text) },
      signal: stop.signal,
      onBegin: (begun: BegunEval) => screen.begin(begun),
      onProgress: (progress: EvalProgress) => screen.progress(progress),
      onNews: (news: EvalNews) => screen.news(news),
    } satisfies RunEvalOptions
    return { run: await begin(suite, values, options), code }
  } finally {
    screen.end()
  }
}

/** A run that is gone on with has its suite; one that is named beside it has to be the same. */
async function begin(
  suite: string | undefined,
  { resume }: Values,
  options: RunEvalOptions,
): Promise<EvalRun> {
  if (resume === undefined) return runEval(suite ?? '', options)
  if (!existsSync(join(resume, 'log'))) {
    throw new UsageError(`There is no run in ${resume}: --resume names the folder of one.`)
  }
  return suite === undefined ? resumeEval(resume, options) : runEval(suite, options)
}

/** What `--max-cost` bounds is the whole run, and not one attempt. */
function agentOptions(values: Values): Options {
  const { 'max-cost': _, resume: __, ...others } = values
  return runOptions(others)
}

function runningOptions(values: Values) {
  const concurrency = wholeNumber('concurrency', values.concurrency)
  const repeats = wholeNumber('repeats', values.repeats)
  const tries = wholeNumber('tries', values.tries)
  const maxCost = realNumber('max-cost', values['max-cost'])
  const keep = keptWorkspaces.find((which) => which === values.keep)
  const output = values.resume ?? values.output
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(repeats !== undefined && { repeats }),
    ...(tries !== undefined && { tries }),
    ...(maxCost !== undefined && { maxCost }),
    ...(keep && { keep }),
    ...(output !== undefined && { output }),
    ...(values.case && { cases: values.case }),
    ...(values.tag && { tags: values.tag }),
    ...(values.gate && { gates: values.gate }),
  }
}
