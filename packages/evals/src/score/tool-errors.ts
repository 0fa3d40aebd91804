import type { CallStep } from '@harness/traces'

/**
 * Whether a call ended in an error of the tool itself. A command that ran and exits with another code than 0 is none, and a
 * call that was denied, cancelled or had no room left is none either.
 */
export const hasErred = ({ status, task }: CallStep): boolean =>
  erred.has(status) && !(task?.end?.kind === 'exited' && task.end.stopped === undefined)

const erred: ReadonlySet<string> = new Set(['failed', 'invalid', 'cut', 'unknown', 'lost'])

/** Whether a call did what the tool is for. */
export const hasWorked = (call: CallStep): boolean => !hasErred(call) && worked.has(call.status)

const worked: ReadonlySet<string> = new Set(['done', 'failed', 'background'])

/** What became of a tool's errors, over the calls of a session in their order. */
export interface ToolErrors {
  /** The tools whose last call that worked or erred has erred, in the order of the names. */
  unmended: readonly { tool: string; call: CallStep }[]
  /** Some call erred, and a later call of the same tool worked. */
  recovered: boolean
}

export function toolErrorsIn(calls: readonly CallStep[]): ToolErrors {
  const last = new Map<string, CallStep>()
  let recovered = false
  for (const call of calls) {
    const before = last.get(call.tool)
    if (hasErred(call)) last.set(call.tool, call)
    else if (hasWorked(call)) {
      recovered ||= before !== undefined && hasErred(before)
      last.set(call.tool, call)
    }
  }
  const unmended = [...last].flatMap(([tool, call]) => (hasErred(call) ? [{ tool, call }] : []))
  return {
    unmended: unmended.toSorted((one, other) => (one.tool < other.tool ? -1 : 1)),
    recovered,
  }
}
