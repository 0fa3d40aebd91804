// `node folder-child.ts <folder>`: tries to run another suite's case there, and says why it was refused.
import { EvalsError } from '../../evals-error.ts'
import { actingSubject } from './acting-subject.ts'
import { evalWorld } from './eval-world.ts'

using world = evalWorld()
const suite = world.suite([{ id: 'one', expect_contains: 'done' }])
const subject = actingSubject(() => undefined)
try {
  await world.run(suite, subject, { folder: process.argv[2] ?? '' })
  process.stdout.write('it ran')
} catch (error) {
  if (!(error instanceof EvalsError)) throw error
  process.stdout.write(`${error.code} ${error.message}`)
}
