// A process of its own: `node worker.ts killed <folder>` begins the run that is killed, or goes on with it; `small <folder>`
// runs cases that need nothing. Prints the state of the run, or why there is none.
import { EvalsError } from '../../evals-error.ts'
import { runEval } from '../run-eval.ts'
import { actingSubject } from './acting-subject.ts'
import { evalWorld } from './eval-world.ts'
import { killOptions } from './kill-suite.ts'

const [what, folder = ''] = process.argv.slice(2)
using world = evalWorld()

function smallOptions() {
  const suite = world.suite(
    Array.from({ length: 60 }, (_, index) => ({ id: `c${index}`, expect_contains: 'done' })),
  )
  const subject = actingSubject(() => undefined)
  return world.options(suite, subject, { folder })
}

try {
  const { report } = await runEval(what === 'killed' ? killOptions(folder) : smallOptions())
  process.stdout.write(`${report.run.state}\n`)
} catch (error) {
  if (!(error instanceof EvalsError)) throw error
  process.stdout.write(`${error.code} ${error.message}\n`)
}
