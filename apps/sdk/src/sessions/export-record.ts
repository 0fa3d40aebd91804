// What a session comes to for a reader: the timeline of its log, with what a timeline leaves out.
import {
  evolve,
  initialState,
  timelineProjection,
  usageView,
  type Event,
  type EventOf,
  type Json,
  type State,
  type TimelineRow,
} from '@harness/kernel'
import { jsonOf } from '../drive/json-of.ts'
import type { ExportedEntry, SessionExport } from './export-session.ts'

interface ReplyFacts {
  reasoning: string
  model: string | null
  cost: number | null
}

/** Folds the events of one log, in order. */
export class ExportRecord {
  #state: State = initialState
  #timeline = timelineProjection.initial()
  #title: string | null = null
  #first = 0
  #turns = 0
  #forkedFrom: SessionExport['forkedFrom'] = null
  /** By the seq of the model's intent. */
  readonly #replies = new Map<number, ReplyFacts>()
  /** The sessions of subagents, by call. */
  readonly #children = new Map<string, string>()

  take(event: Event): void {
    const before = this.#state
    this.#state = evolve(before, event)
    this.#timeline = timelineProjection.evolve(this.#timeline, event)
    this.#first ||= event.at
    switch (event.type) {
      case 'session.created':
        this.#title = event.data.title ?? null
        break
      case 'session.renamed':
        this.#title = event.data.title
        break
      case 'session.forked':
        this.#forkedFrom = { session: event.data.parent, at: event.data.at }
        break
      case 'model.settled':
        this.#reply(event, before)
        break
      case 'task.started':
        if (event.data.spec.kind === 'subagent')
          this.#children.set(event.data.call, `${before.identity.session}.${event.seq}`)
        break
      default:
    }
  }

  /** Undefined for a log without an event. */
  whole(): SessionExport | undefined {
    const { seq, at, identity } = this.#state
    if (seq === 0) return undefined
    const { cost, ...usage } = usageView(this.#state)
    const { provider, id } = identity.configuration?.model ?? {}
    const entries = this.#entries()
    return {
      type: 'session',
      version: 1,
      id: identity.session,
      title: this.#title ?? firstLine(entries),
      workspace: identity.workspace,
      model: provider === undefined ? null : `${provider}/${id}`,
      parent: identity.parent,
      forkedFrom: this.#forkedFrom,
      createdAt: iso(this.#first),
      updatedAt: iso(at),
      turns: this.#turns,
      usage,
      cost,
      entries,
    }
  }

  #reply({ data, cause }: EventOf<'model.settled'>, before: State): void {
    if (data.kind !== 'replied') return
    this.#turns += 1
    const thoughts = data.reply.parts.flatMap((part) =>
      part.type === 'reasoning' ? [part.text] : [],
    )
    const isPriced = this.#state.usage.unpriced === before.usage.unpriced
    this.#replies.set(cause ?? 0, {
      reasoning: thoughts.join('\n'),
      model: data.reply.model ?? null,
      cost: isPriced ? this.#state.usage.cost - before.usage.cost : null,
    })
  }

  #entries(): ExportedEntry[] {
    const places = new Map<number, number>()
    return this.#timeline.rows.flatMap((row) => {
      if (row.kind !== 'call') return this.#entryOf(row)
      const place = places.get(row.seq) ?? 0
      places.set(row.seq, place + 1)
      return [callEntry(row, `${row.seq}.${place}`, this.#children)]
    })
  }

  #entryOf(row: TimelineRow): ExportedEntry[] {
    const place = { seq: row.seq, at: iso(row.at) }
    switch (row.kind) {
      case 'input':
        return [{ ...place, kind: 'input', from: senderOf(row.status), text: row.title }]
      case 'model': {
        const facts = this.#replies.get(row.seq)
        if (facts) {
          const { detail: text, usage = null } = row
          return [{ ...place, kind: 'reply', text, usage, ...facts }]
        }
        if (row.status === 'open') return []
        return [{ ...place, kind: 'failure', code: row.status, message: row.detail }]
      }
      case 'compaction':
        return [{ ...place, kind: 'compaction', status: row.status, detail: row.detail }]
      case 'run':
        return [{ ...place, kind: 'end', reason: row.status, detail: row.detail }]
      default:
        return []
    }
  }
}

function callEntry(
  row: TimelineRow,
  callId: string,
  children: ReadonlyMap<string, string>,
): ExportedEntry {
  const [tool = ''] = row.title.split(' ', 1)
  return {
    seq: row.seq,
    at: iso(row.at),
    kind: 'call',
    callId,
    tool,
    input: inputOf(row.title.slice(tool.length + 1)),
    status: row.status,
    output: row.detail,
    changed: (row.files ?? []).flatMap(({ path, change }) => (change === undefined ? [] : [path])),
    session: children.get(callId) ?? null,
    durationMs: row.durationMs,
  }
}

/** What a model wrote that is no JSON stays a text. */
function inputOf(text: string): Json {
  const input = jsonOf(text)
  return input === undefined ? text : input
}

const senders = ['person', 'parent', 'harness'] as const

const senderOf = (name: string) => senders.find((one) => one === name) ?? 'harness'

const iso = (at: number): string => new Date(at).toISOString()

/** A session that nobody named is called by what it was first asked. */
const firstLine = (entries: readonly ExportedEntry[]): string | null => {
  const input = entries.find((entry) => entry.kind === 'input')
  return input?.text.trim().split(/[\r\n]/, 1)[0] || null
}
