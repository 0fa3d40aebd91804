import { callsIn, inputOf, subagentsIn, type CallStep, type Trace } from '@harness/traces'
import type { Json } from '@harness/kernel'
import { listed } from '../suite/text-check.ts'
import type { TrajectoryCheck } from '../suite/trajectory-check.ts'
import { oneLine } from './one-line.ts'
import { textFaults } from './text-faults.ts'
import { hasErred, hasWorked } from './tool-errors.ts'

type Counted = NonNullable<TrajectoryCheck['count']>
type Arguments = NonNullable<TrajectoryCheck['arguments']>

/** What of a question to the calls of an attempt does not hold; empty where all does. */
export function trajectoryFaults(trace: Trace | null, check: TrajectoryCheck): string[] {
  if (!trace) return ['the subject keeps no session, so nothing is known of its calls']
  const calls = check.subagents
    ? [trace, ...subagentsIn(trace)].flatMap((one) => callsIn(one))
    : callsIn(trace)
  const names = new Set(calls.map(({ tool }) => tool))
  const unused = listed(check.used).filter((tool) => !names.has(tool))
  const used = listed(check.not_used).filter((tool) => names.has(tool))
  return [
    ...unused.map((tool) => `${tool} was not called; called were: ${namesOf(names)}`),
    ...used.map((tool) => `${tool} was called, and must not be`),
    ...(check.order ? orderFaults(calls, check.order) : []),
    ...(check.count ? countFaults(calls, check.count) : []),
    ...(check.arguments ? argumentFaults(calls, check.arguments) : []),
  ]
}

const namesOf = (names: ReadonlySet<string>): string =>
  names.size === 0 ? 'none' : oneLine([...names].join(', '))

function orderFaults(calls: readonly CallStep[], order: readonly string[]): string[] {
  let found = 0
  for (const { tool } of calls) if (tool === order[found]) found += 1
  if (found >= order.length) return []
  const before = found === 0 ? 'at all' : `after ${order.slice(0, found).join(', ')}`
  return [`wanted ${order.join(', ')} in this order: ${order[found]} was not called ${before}`]
}

function countFaults(calls: readonly CallStep[], { tool, status, min, max }: Counted): string[] {
  const own = calls.filter(
    (call) => (tool === undefined || call.tool === tool) && hasStatus(call, status),
  )
  const about = `calls${tool === undefined ? '' : ` of ${tool}`}${status ? ` that are ${status}` : ''}`
  const found = `${about}: ${own.length}`
  if (min !== undefined && own.length < min) return [`${found}, and must be ${min} or more`]
  if (max !== undefined && own.length > max) return [`${found}, and must be ${max} or fewer`]
  return []
}

function hasStatus(call: CallStep, status: Counted['status']): boolean {
  switch (status) {
    case 'done':
      return hasWorked(call)
    case 'failed':
      return hasErred(call)
    case 'denied':
      return call.status === 'denied'
    case undefined:
      return true
  }
}

function argumentFaults(calls: readonly CallStep[], { tool, where, never }: Arguments): string[] {
  const own = calls.filter((call) => call.tool === tool)
  const such = own.filter((call) => {
    const input = inputOf(call)
    return Object.entries(where).every(([path, check]) => {
      const value = valueAt(input, path)
      return value !== undefined && textFaults(textOf(value), check).length === 0
    })
  })
  const wanted = `with ${Object.keys(where).join(', ')} as wanted`
  if (never) return such.length === 0 ? [] : [`${tool} was called ${wanted}, and must not be`]
  if (such.length > 0) return []
  const last = own.at(-1)
  return last
    ? [`no call of ${tool} ${wanted}; the last one was given ${oneLine(textOf(inputOf(last)))}`]
    : [`${tool} was not called`]
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** What stands at a path: names of keys and places in lists, with dots between them. */
function valueAt(input: Json, path: string): Json | undefined {
  let value: Json | undefined = input
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = new Map(Object.entries(value)).get(key)
  }
  return value
}
