import { join, resolve } from 'node:path'
import { checkGates, type LoadedSuite } from '@harness/evals'
import { loadSuite, runEval } from '@harness/evals/node'
import { plainEnvironment, type Subject } from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import { withScriptBeside } from './beside-script.ts'
import { inProcessSubject } from './in-process-subject.ts'
import { modelGrader } from './model-grader.ts'
import { requireGates } from './require-gates.ts'
import type { EvalRun, RunEvalOptions } from './run-eval.ts'
import { selectCases } from './select-cases.ts'
import { suiteCommands } from './suite-commands.ts'

/** Puts a run together: the suite, the subject, and what its commands run in. */
export async function conductEval(
  given: string | LoadedSuite,
  running: RunEvalOptions,
): Promise<EvalRun> {
  const {
    concurrency,
    maxCost,
    tries,
    keep,
    gates = [],
    signal,
    onBegin,
    onProgress,
    onNews,
  } = running
  const loaded = typeof given === 'string' ? await loadSuite(given) : given
  const suite = selectCases(loaded, running)
  requireGates(suite, gates)
  const folder = resolve(running.output ?? defaultOutput(suite.suite.name))
  const options = await withScriptBeside(running.options ?? {}, suite)
  const subject = running.subject ?? (await ownSubject(options, { suite, folder, maxCost }))
  const env = { ...process.env, ...options.env }
  const settings = { ...options.configOverrides?.sandbox, ...options.sandbox }
  const { cases } = suite.suite
  const isGraded = cases.some(({ grade }) => grade !== null)
  onBegin?.({
    folder,
    suite: suite.suite.name,
    cases: cases.length,
    attempts: cases.reduce((sum, { repeats }) => sum + repeats, 0),
    subject: subject.name,
    facts: subject.facts,
  })
  const { report } = await runEval({
    suite,
    subject,
    folder,
    runtime: systemRuntime,
    commands: suiteCommands({ settings, hidden: [folder] }),
    env: { ...plainEnvironment(env), ...quiet, GIT_CEILING_DIRECTORIES: folder },
    ...(isGraded && { grader: modelGrader(options) }),
    ...(concurrency !== undefined && { concurrency }),
    ...(maxCost !== undefined && { maxCost }),
    ...(tries !== undefined && { tries }),
    ...(keep !== undefined && { keep }),
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
    ...(onNews && { onNews }),
  })
  return { folder, report, gates: checkGates(report, gates) }
}

/** Commands wait for nobody, and paint nothing. */
const quiet = {
  TERM: 'dumb',
  NO_COLOR: '1',
  PAGER: 'cat',
  GIT_PAGER: 'cat',
  GIT_TERMINAL_PROMPT: '0',
}

/** Such as `eval-runs/smoke-20261122-004233`. */
function defaultOutput(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 60)
  const [date = '', time = ''] = new Date()
    .toISOString()
    .slice(0, 19)
    .replaceAll(/[-:]/gu, '')
    .split('T')
  return join('eval-runs', `${slug === '' ? 'suite' : slug}-${date}-${time}`)
}

async function ownSubject(
  options: Options,
  { suite, folder, maxCost }: { suite: LoadedSuite; folder: string; maxCost: number | undefined },
): Promise<Subject> {
  const subject = await inProcessSubject(options, { hidden: [folder] })
  if (!subject.isPriced) requireNoBound(suite, { name: subject.name, maxCost })
  return subject
}

/** A bound on cost binds nothing while the price is unknown: it is refused rather than ignored. */
function requireNoBound(
  { suite }: LoadedSuite,
  { name, maxCost }: { name: string; maxCost: number | undefined },
): void {
  const bounded = suite.cases.find(({ limits }) => limits.cost !== null)
  const what =
    maxCost === undefined
      ? bounded && `Case ${JSON.stringify(bounded.id)} is limited to $${bounded.limits.cost}`
      : `maxCost is ${maxCost}`
  if (what === undefined) return
  throw new SdkError(
    'invalid_option',
    `${what}, and the price of ${name} is unknown: bound it by tokens, turns or seconds of the cases.`,
  )
}
