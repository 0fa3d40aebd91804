import { startDemo, type RunResult, type TestRun } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { coloursFor } from '../print/colours.ts'
import { printDemoEnd } from '../print/demo-end.ts'
import { followDemo } from '../print/follow-demo.ts'

/** `harness demo`: succeeds only when the tests of the sample pass at the end, run once more by the command itself. */
export async function demoCommand(args: readonly string[]): Promise<number> {
  refuseWords('demo', (await parseFlags(args, noFlags)).positionals)
  const stop = new AbortController()
  const demo = await startDemo({ signal: stop.signal })
  let exitCode: number | undefined
  watchSignals({
    cancel: () => void demo.query.interrupt().catch((error: unknown) => stop.abort(error)),
    stop: (code) => {
      exitCode = code
      stop.abort('stop')
    },
    leave: () => {},
  })
  const { out, bold } = { out: process.stdout, bold: coloursFor(process.stdout) }
  out.write(
    `${bold('bold', 'A scripted model, no language model, mends a failing test with the real loop, tools and log.')}\n`,
  )
  out.write(`A copy of the sample repository: ${demo.workspace}\nThe task: ${demo.prompt}\n\n`)
  const result = await followDemo(demo.query)
  const tests = await demo.verify()
  out.write(await printDemoEnd(demo, result, tests))
  return exitCode ?? verdict(result, tests)
}

function verdict({ reason }: RunResult, tests: TestRun): number {
  if (reason === 'cancelled' || reason === 'stopped') return exitCodes.interrupted
  return tests.passed && reason === 'done' ? exitCodes.done : exitCodes.failed
}
