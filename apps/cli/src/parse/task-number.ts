import { UsageError } from '../outcome/usage-error.ts'

/** The number of a task, as the run names it. */
export function taskOf(word: string | undefined): number {
  const task = Number(word)
  if (word !== undefined && Number.isSafeInteger(task) && task > 0) return task
  const what = word === undefined ? '' : `, not ${JSON.stringify(word)}`
  throw new UsageError(`Which task? Its number${what}: harness sessions tasks ID shows them.`)
}
