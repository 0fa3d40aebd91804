// What happened, one row per thing a person would name: inputs, replies, calls, asks, tasks, hooks, compactions, rewinds,
// run ends.
import { callId } from '../events/call.ts'
import { contentText } from '../events/content.ts'
import type { Event, EventOf } from '../events/event.ts'
import { denialOf } from '../events/hook.ts'
import { replyCalls, replyText } from '../events/reply.ts'
import type { FileState } from '../events/tool-result.ts'
import type { Usage } from '../events/usage.ts'
import type { Projection } from './projection.ts'

export interface TimelineRow {
  /** The event that opened the row. */
  seq: number
  /** Milliseconds since 1970, advisory. */
  at: number
  kind: 'input' | 'model' | 'call' | 'ask' | 'hook' | 'compaction' | 'rewind' | 'run'
  /** What it was: the input's text, the tool's name. */
  title: string
  /** `open` until it settles; then the outcome's kind, a decision, or a run's reason. */
  status: string
  /** What came of it, as text. */
  detail: string
  durationMs: number | null
  usage?: Usage | undefined
  files?: readonly FileState[] | undefined
}

interface Timeline {
  rows: TimelineRow[]
  /** Row of each open intent and of each call, by place in `rows`. */
  open: Map<number, number>
  calls: Map<string, number>
  /** By its intent, the call that a judgement is about. */
  judged: Map<number, string>
}

/** The rows of a session, oldest first. A call has one row, from its proposal to its result. */
export const timelineProjection: Projection<Timeline> = {
  initial: () => ({ rows: [], open: new Map(), calls: new Map(), judged: new Map() }),
  evolve(timeline, event) {
    switch (event.type) {
      case 'input.received':
        return add(timeline, row(event, 'input', contentText(event.data.content), event.data.from))
      case 'model.started':
        return opened(timeline, event, row(event, 'model', `attempt ${event.data.attempt}`, 'open'))
      case 'model.settled':
        return settleModel(timeline, event)
      case 'compaction.started':
        return opened(timeline, event, row(event, 'compaction', event.data.reason, 'open'))
      case 'compaction.settled':
        return settled(timeline, event, compactionRow(event.data))
      case 'rewind.started':
        return opened(timeline, event, row(event, 'rewind', `to event ${event.data.to}`, 'open'))
      case 'rewind.settled':
        return settled(timeline, event, rewindRow(event.data))
      case 'hook.started':
        return opened(timeline, event, row(event, 'hook', event.data.event, 'open'))
      case 'hook.settled':
        return settled(timeline, event, hookRow(event.data))
      case 'run.finished': {
        const { reason, limit, message } = event.data
        return add(timeline, {
          ...row(event, 'run', 'run', reason),
          detail: limit ?? message ?? '',
        })
      }
      default:
        return evolveCall(timeline, event)
    }
  },
}

function evolveCall(timeline: Timeline, event: Event): Timeline {
  switch (event.type) {
    case 'judge.started':
      timeline.judged.set(event.seq, event.data.call)
      return timeline
    case 'call.judged':
      return renamed(timeline, event)
    case 'call.refused': {
      const place = timeline.calls.get(event.data.call)
      const detail = event.data.message
      return place === undefined
        ? timeline
        : change(timeline, place, { status: event.data.code, detail })
    }
    case 'ask.opened': {
      const title = timeline.rows[timeline.calls.get(event.data.call) ?? -1]?.title ?? ''
      return opened(timeline, event, {
        ...row(event, 'ask', title, 'open'),
        detail: event.data.preview ?? '',
      })
    }
    case 'ask.settled':
      return settled(timeline, event, {
        status: event.data.kind === 'answered' ? event.data.decision : event.data.kind,
      })
    case 'tool.started':
    case 'task.started': {
      const place = timeline.calls.get(event.data.call)
      if (place === undefined) return timeline
      timeline.open.set(event.seq, place)
      return change(timeline, place, { status: 'running', at: event.at })
    }
    case 'tool.settled':
      return settled(timeline, event, resultRow(event.data))
    case 'task.settled':
      return settled(
        timeline,
        event,
        resultRow(event.data.kind === 'ended' ? event.data.result : event.data),
      )
    default:
      return timeline
  }
}

/** A hook changed what the model wrote: the row tells what runs. */
function renamed(timeline: Timeline, { data, cause }: EventOf<'call.judged'>): Timeline {
  const place = timeline.calls.get(timeline.judged.get(cause ?? 0) ?? '')
  const before = place === undefined ? undefined : timeline.rows[place]
  if (data.kind !== 'judged' || data.input === undefined || place === undefined || !before) {
    return timeline
  }
  const [tool = ''] = before.title.split(' ')
  return change(timeline, place, { title: `${tool} ${JSON.stringify(data.input)}` })
}

function compactionRow(data: EventOf<'compaction.settled'>['data']): Partial<TimelineRow> {
  if (data.kind === 'failed') return { status: data.kind, detail: data.message }
  if (data.kind !== 'compacted') return { status: data.kind }
  const { before = 0, after = 0, usage } = data
  return { status: data.kind, detail: `${before} → ${after} tokens`, usage }
}

function rewindRow(data: EventOf<'rewind.settled'>['data']): Partial<TimelineRow> {
  if (!('files' in data)) return { status: data.kind }
  const detail = data.kind === 'failed' ? data.message : `${data.files.length} files`
  return { status: data.kind, detail, files: data.files }
}

/** Hooks before a call are told of in the call's own row, by what became of it. */
function hookRow(data: EventOf<'hook.settled'>['data']): Partial<TimelineRow> {
  if (data.kind !== 'answered') return { status: data.kind }
  const { answers } = data
  const said = answers.flatMap(({ hook, reason }) =>
    reason === undefined ? [] : `${hook}: ${reason}`,
  )
  return { status: denialOf(answers) ? 'deny' : 'none', detail: said.join('; ') }
}

type Result =
  | Extract<EventOf<'tool.settled'>['data'], { content: unknown }>
  | Extract<EventOf<'tool.settled'>['data'], { message: unknown }>

const resultRow = (result: Result): Partial<TimelineRow> =>
  'content' in result
    ? { status: result.kind, detail: contentText(result.content), files: result.files }
    : { status: result.kind, detail: result.message }

function settleModel(timeline: Timeline, event: EventOf<'model.settled'>): Timeline {
  const { data } = event
  if (data.kind === 'failed') {
    return settled(timeline, event, { status: data.failure.code, detail: data.failure.message })
  }
  if (data.kind !== 'replied') return settled(timeline, event, { status: data.kind })
  const answered = settled(timeline, event, {
    status: data.reply.stop,
    title: data.reply.model ?? 'model',
    detail: replyText(data.reply),
    usage: data.reply.usage,
  })
  for (const [index, call] of replyCalls(data.reply).entries()) {
    answered.calls.set(callId(event.seq, index), answered.rows.length)
    add(answered, row(event, 'call', `${call.name} ${call.input}`, 'proposed'))
  }
  return answered
}

const row = (
  event: Event,
  kind: TimelineRow['kind'],
  title: string,
  status: string,
): TimelineRow => ({
  seq: event.seq,
  at: event.at,
  kind,
  title,
  status,
  detail: '',
  durationMs: null,
})

function add(timeline: Timeline, fresh: TimelineRow): Timeline {
  timeline.rows.push(fresh)
  return timeline
}

function opened(timeline: Timeline, event: Event, fresh: TimelineRow): Timeline {
  timeline.open.set(event.seq, timeline.rows.length)
  return add(timeline, fresh)
}

function settled(timeline: Timeline, event: Event, by: Partial<TimelineRow>): Timeline {
  const place = timeline.open.get(event.cause ?? 0)
  const before = place === undefined ? undefined : timeline.rows[place]
  if (place === undefined || !before) return timeline
  return change(timeline, place, { ...by, durationMs: event.at - before.at })
}

function change(timeline: Timeline, place: number, by: Partial<TimelineRow>): Timeline {
  const before = timeline.rows[place]
  if (before) timeline.rows[place] = { ...before, ...by }
  return timeline
}
