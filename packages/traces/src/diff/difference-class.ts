import type { CoreBody, Event } from '@harness/kernel'
import { unlike } from './unlike.ts'
import type { Meaning } from './semantic.ts'

/**
 * In what two logs differ first: `prompt` the system prompt, `tool-schema` the tools as the model is told of them,
 * `configuration` anything else of it; `input` what somebody said; `model-output`; `preparation` what a tool found out about
 * a call; `permission` a verdict or an answer; `tool-result`; `hook`; `compaction`; `interruption` one was performed to its
 * end, the other was not; `decision` the loop went on otherwise; `order` the same in another order; `missing` the second has
 * not what the first has there, `extra` it has what the first has not; `end` one of them ends there.
 */
export type DifferenceClass =
  | 'prompt'
  | 'tool-schema'
  | 'configuration'
  | 'input'
  | 'model-output'
  | 'preparation'
  | 'permission'
  | 'tool-result'
  | 'hook'
  | 'compaction'
  | 'interruption'
  | 'decision'
  | 'order'
  | 'missing'
  | 'extra'
  | 'end'

const classes: Readonly<Record<CoreBody['type'], DifferenceClass>> = {
  'session.created': 'configuration',
  'session.forked': 'configuration',
  'session.configured': 'configuration',
  'session.renamed': 'input',
  'input.received': 'input',
  'cancel.requested': 'input',
  'post.rejected': 'input',
  'run.started': 'decision',
  'run.finished': 'decision',
  'model.started': 'decision',
  'model.settled': 'model-output',
  'judge.started': 'decision',
  'call.judged': 'preparation',
  'call.refused': 'decision',
  'ask.opened': 'decision',
  'ask.settled': 'permission',
  'tool.started': 'decision',
  'tool.settled': 'tool-result',
  'task.started': 'decision',
  'task.promoted': 'input',
  'task.settled': 'tool-result',
  'compaction.requested': 'input',
  'compaction.started': 'decision',
  'compaction.settled': 'compaction',
  'hook.started': 'decision',
  'hook.settled': 'hook',
  'rewind.started': 'input',
  'rewind.settled': 'input',
  'timer.started': 'decision',
  'timer.settled': 'interruption',
}

const isCore = (type: string): type is CoreBody['type'] => Object.hasOwn(classes, type)

/** The events of two logs, as they are compared, from where they part on, as far as they are looked at. */
export interface Window {
  a: readonly Meaning[]
  b: readonly Meaning[]
}

/** In what the first events of the two differ, by what follows them. */
export function differenceClass(window: Window): DifferenceClass {
  const [one] = window.a
  const [other] = window.b
  if (!one || !other) return 'end'
  const isSame = one.type === other.type
  if (isSame && isOfOneIntent(one, other)) {
    return ofType(one.type, { one: one.what, other: other.what })
  }
  if (isSame && !unlike(one.what, other.what)) return isMoved(window) ? 'order' : 'decision'
  const moved = isSame && isReplaced(window) ? undefined : movedIn(window)
  if (moved) return moved
  if (!isSame) return differing(one.type, other.type)
  return ofType(one.type, { one: one.what, other: other.what })
}

/** What became of one thing, said twice. */
const isOfOneIntent = (a: Meaning, b: Meaning): boolean =>
  a.cause === b.cause && (a.type === 'call.judged' || a.type.endsWith('.settled'))

/** The same is said of another event before: outcomes that came the other way round. */
const isMoved = ({ a: [first], b: [second] }: Window): boolean =>
  first !== undefined && second !== undefined && first.cause !== second.cause

/** Whether all that follows says the same, in the same places: what stands here came in the place of the other. */
const isReplaced = ({ a, b }: Window): boolean =>
  [1, 2, 3].every((index) => a[index] === b[index] || isAlike(a[index], b[index]))

/** Whether what stands here stands elsewhere in the other log, or is not there at all. */
function movedIn({ a, b }: Window): 'order' | 'missing' | 'extra' | undefined {
  const [later, earlier] = [find(a[0], b), find(b[0], a)]
  // What stands there again may be another one of its kind, that the first log has there, too.
  const isGone = later === undefined || isAlike(a[(earlier ?? 0) + later], b[later])
  const isNew = earlier === undefined || isAlike(a[earlier], b[(later ?? 0) + earlier])
  if (earlier !== undefined && isGone && goesOn(a.slice(earlier), b)) return 'missing'
  if (later !== undefined && isNew && goesOn(a, b.slice(later))) return 'extra'
  return later !== undefined && earlier !== undefined ? 'order' : undefined
}

/** How far behind the first of a log an event's like stands; undefined for nowhere, and for right there. */
function find(event: Meaning | undefined, others: readonly Meaning[]): number | undefined {
  const index = others.findIndex((other, place) => place > 0 && isAlike(event, other))
  return index < 1 ? undefined : index
}

/** Wherever they stand. */
function isAlike(a: Meaning | undefined, b: Meaning | undefined): boolean {
  if (!a || !b || a.type !== b.type) return false
  return !unlike(a.what, b.what)
}

/** Whether what follows is much the same. */
const goesOn = (a: readonly Meaning[], b: readonly Meaning[]): boolean =>
  [0, 1, 2].every((index) => !a[index] || !b[index] || a[index].type === b[index].type)

/** Where the loop goes on in two ways, what was done decides; where both were told something, what came. */
function differing(one: Event['type'], other: Event['type']): DifferenceClass {
  if (!isCore(one)) return 'missing'
  if (!isCore(other)) return 'extra'
  const [first, second] = [classes[one], classes[other]]
  return first === 'decision' ? second : first
}

interface Sides {
  one: unknown
  other: unknown
}

function ofType(type: Event['type'], { one, other }: Sides): DifferenceClass {
  if (!isCore(type)) return 'extra'
  const [key = '', next = ''] = unlike(one, other)?.path ?? []
  if (isUnfinished(one) !== isUnfinished(other)) return 'interruption'
  if (type === 'session.configured') return ofConfiguration(one, other)
  if (type === 'call.judged' && (key === 'verdict' || next === 'decision')) return 'permission'
  return classes[type]
}

/** A prompt before tools before the rest: what the model is told counts most. */
function ofConfiguration(one: unknown, other: unknown): DifferenceClass {
  const differs = (key: string) => unlike(of(one, key), of(other, key)) !== undefined
  if (differs('system')) return 'prompt'
  return differs('toolset') || differs('tools') ? 'tool-schema' : 'configuration'
}

const of = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const unfinished: ReadonlySet<unknown> = new Set(['cancelled', 'lost', 'unknown', 'forked'])

const isUnfinished = (what: unknown): boolean => unfinished.has(of(what, 'kind'))
