import { join, resolve } from 'node:path'
import type { Options } from '@harness/sdk'
import { compareLab, type LabComparison } from '../lab/compare-lab.ts'
import { findLab, type FoundLab } from '../lab/find-lab.ts'
import { labSubjects } from '../lab/lab-subject.ts'
import { runLab, type LabRun } from '../lab/run-lab.ts'
import { usableSubjects, type LeftOut } from '../lab/usable-subjects.ts'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { evalLabFlags } from '../parse/eval-lab-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { evalScreen } from '../print/eval/eval-screen.ts'
import { labList } from '../print/eval/lab-list.ts'
import { labTable } from '../print/eval/lab-table.ts'
import { jsonText } from '../print/json-text.ts'
import { shownPath } from '../print/shown-path.ts'
import { agentOptions, runningOptions } from './eval-run.ts'

type Values = Awaited<ReturnType<typeof parseFlags<typeof evalLabFlags>>>['values']

/** `harness eval lab [LAB|SUITE]`: one suite over several models, or which labs there are. */
export async function evalLab(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, evalLabFlags)
  const [word, ...rest] = positionals
  refuseWords('eval lab LAB', rest)
  if (word === undefined) return listLabs(values)
  const { output, resume } = values
  if (output !== undefined && resume !== undefined) {
    throw new UsageError('--resume names the folder of the runs: leave out --output.')
  }
  const lab = await findLab(word)
  const { usable, leftOut } = await usableSubjects(labSubjects(values, sharedOptions(values, lab)))
  for (const { name, reason } of leftOut) process.stderr.write(`${name} is not run: ${reason}\n`)
  const folder = resolve(resume ?? output ?? join('eval-runs', `${lab.name}-${stamp()}`))
  const stopping = stopper()
  const done = await runLab(lab, usable, {
    folder,
    running: runningOptions(values),
    signal: stopping.signal,
    screen: () => evalScreen(process.stderr),
  })
  const all = {
    lab: lab.name,
    folder,
    runs: done.runs,
    leftOut: [...leftOut, ...done.leftOut],
    comparisons: await compareLab(done.runs),
  }
  process.stdout.write(values.json ? `${jsonText(all, 2)}\n` : shown(all))
  if (stopping.signal.aborted) {
    process.stderr.write(`\nGo on with it: the same command with --resume ${shownPath(folder)}\n`)
    return stopping.code()
  }
  return exitCodeOf(all)
}

async function listLabs({ json = false }: Values): Promise<number> {
  const { labs } = await import('@harness/evals/labs')
  process.stdout.write(json ? `${jsonText(labs, 2)}\n` : labList(labs))
  return exitCodes.done
}

/** A lab may be for one way of calling tools; what was typed counts more. */
const sharedOptions = (values: Values, { toolCalls }: FoundLab): Options => ({
  ...(toolCalls && { toolCalls }),
  ...agentOptions(values),
})

/** Such as `20261122-004233`. */
const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(/[-:]/gu, '').replace('T', '-')

/** One Ctrl-C stops where it stands, a second one leaves at once. */
function stopper(): { signal: AbortSignal; code: () => number } {
  const stop = new AbortController()
  let code: number = exitCodes.interrupted
  watchSignals({
    cancel: () => stop.abort('interrupted'),
    stop: (exitCode) => {
      code = exitCode
      stop.abort('asked to go')
    },
    leave: () => {},
  })
  return { signal: stop.signal, code: () => code }
}

interface Done {
  lab: string
  folder: string
  runs: readonly LabRun[]
  leftOut: readonly LeftOut[]
  comparisons: readonly LabComparison[]
}

const shown = ({ folder, runs, leftOut, comparisons }: Done): string =>
  `${labTable({ runs, leftOut, comparisons })}${runs.length === 0 ? '' : `\nEach run: ${shownPath(folder)}/NAME/report.html\n`}`

function exitCodeOf({ runs }: Done): number {
  if (runs.length === 0) return exitCodes.failed
  if (runs.some(({ report }) => report.run.state === 'cost')) return exitCodes.limit
  const holds = runs.every(({ gates }) => gates.every(({ passed }) => passed))
  return holds ? exitCodes.done : exitCodes.failed
}
