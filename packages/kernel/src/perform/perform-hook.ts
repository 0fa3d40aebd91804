import { contentText } from '../events/content.ts'
import type { Draft, Event, EventOf } from '../events/event.ts'
import type { HookMoment } from '../events/hook-started.ts'
import { denialOf, type HookAnswer, type HookEvent } from '../events/hook.ts'
import type { Json } from '../events/json.ts'
import { replyCalls, replyText, type CallPart } from '../events/reply.ts'
import type { Facts, Session } from '../log/session.ts'
import type { HookOccasion } from '../ports/hooks.ts'
import { ofProcess } from '../state/hooks.ts'
import { askHooks, contentOf, stopsOf } from './ask-hooks.ts'
import { parseInput } from './parse-input.ts'
import type { Performance } from './performance.ts'

/** Tells the hooks, and records what each of them says. */
export async function performHook(
  intent: EventOf<'hook.started'>,
  performance: Performance,
): Promise<Facts> {
  const moment = intent.data
  const occasion = await occasionOf(moment, performance.session)
  const recovering = performance.recovering && !ofProcess.has(moment.event)
  const answers = occasion ? await askHooks(occasion, { ...performance, recovering }) : []
  const about = occasion ? nameOf(occasion) : moment.event
  // A run that is about to end needs no cancellation; who ends it wants nothing more of it.
  const stops = stopsOf(answers)
  const isOver = endings.has(moment.event) && stops.length > 0
  const isSaid = !isOver && isHeard(moment, answers)
  const heard = isSaid ? contentOf(answers, { about, objections: true }) : {}
  const data = { kind: 'answered' as const, answers: [...answers], ...heard }
  const settled: Draft = { type: 'hook.settled', cause: intent.seq, data }
  return isOver ? [settled] : [settled, ...stops]
}

const endings: ReadonlySet<HookEvent> = new Set(['Stop', 'SubagentStop', 'SessionEnd'])

/** Whether the model reads what they say: not of what it is not shown, and nothing that would only wake it. */
function isHeard({ event }: HookMoment, answers: readonly HookAnswer[]): boolean {
  const isDenied = denialOf(answers) !== undefined
  switch (event) {
    case 'UserPromptSubmit':
      return !isDenied
    case 'Stop':
    case 'SubagentStop':
      return isDenied
    case 'SessionEnd':
    case 'Notification':
      return false
    default:
      return true
  }
}

const nameOf = (occasion: HookOccasion): string =>
  'tool' in occasion ? `${occasion.event}, ${occasion.tool}` : occasion.event

/** The moment with what the log says of it; undefined where that is gone. */
async function occasionOf(moment: HookMoment, session: Session): Promise<HookOccasion | undefined> {
  switch (moment.event) {
    case 'UserPromptSubmit': {
      const input = await eventAt(session, moment.input)
      if (input?.type !== 'input.received' || input.data.from !== 'person') return undefined
      return { event: moment.event, prompt: contentText(input.data.content) }
    }
    case 'PostToolUse':
    case 'PostToolUseFailure':
      return ofCall(moment, session)
    case 'Stop':
    case 'SubagentStop': {
      const { event, again } = moment
      return { event, again, reply: await lastReply(session) }
    }
    case 'SessionStart':
      return { event: moment.event, source: moment.source }
    case 'SessionEnd':
      return { event: moment.event, reason: moment.reason }
    case 'Notification':
      return { event: moment.event, kind: moment.kind, message: moment.message }
  }
}

type OfCall = Extract<HookMoment, { result: number }>

/** Read from the log: a task may end when its turn is long over, and its call is in no state any more. */
async function ofCall({ event, call, result }: OfCall, session: Session) {
  const [turn = '', index = ''] = call.split('.')
  const judging = new Set<number | null>()
  let part: CallPart | undefined
  let changed: Json | undefined
  for await (const one of session.store.events.read(Number(turn))) {
    if (one.seq === Number(turn) && one.type === 'model.settled' && one.data.kind === 'replied')
      part = replyCalls(one.data.reply)[Number(index)]
    if (one.type === 'judge.started' && one.data.call === call) judging.add(one.seq)
    if (one.type === 'call.judged' && one.data.kind === 'judged' && judging.has(one.cause))
      changed = one.data.input
    if (one.seq !== result) continue
    if (!part) return undefined
    const written = parseInput(part.input)
    const input = changed ?? (written.ok ? written.value : part.input)
    return { event, tool: part.name, call, input, output: outputOf(one) }
  }
  return undefined
}

function outputOf(event: Event): string {
  if (event.type === 'tool.settled') return textOf(event.data)
  if (event.type !== 'task.settled') return ''
  return textOf(event.data.kind === 'ended' ? event.data.result : event.data)
}

const textOf = (data: object): string =>
  'content' in data && Array.isArray(data.content) ? contentText(data.content) : ''

async function lastReply(session: Session): Promise<string> {
  const reply = await eventAt(session, session.state.calls.turn)
  if (reply?.type !== 'model.settled' || reply.data.kind !== 'replied') return ''
  return replyText(reply.data.reply)
}

async function eventAt(session: Session, seq: number): Promise<Event | undefined> {
  if (seq < 1) return undefined
  for await (const event of session.store.events.read(seq)) return event
  return undefined
}
