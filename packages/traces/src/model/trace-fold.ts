import { contentText, type Event, type EventOf } from '@harness/kernel'
import { foldAct } from './fold-act.ts'
import { foldCall } from './fold-call.ts'
import { foldModel } from './fold-model.ts'
import { changedSince, newLedger, placeOf, take, type Ledger } from './ledger.ts'
import { isVendors } from './is-vendors.ts'
import type { NoteStep, Trace } from './trace.ts'

/** Folds the events of one log, in order, into its trace. It owns the trace, and changes it in place. */
export class TraceFold {
  readonly #ledger: Ledger = newLedger()

  /** The trace of what was taken so far. */
  get trace(): Trace {
    return this.#ledger.trace
  }

  take(event: Event): void {
    const { trace } = this.#ledger
    if (trace.first.seq === 0) trace.first = placeOf(event)
    trace.last = placeOf(event)
    foldSession(this.#ledger, event)
    foldRun(this.#ledger, event)
    foldModel(this.#ledger, event)
    foldCall(this.#ledger, event)
    foldAct(this.#ledger, event)
  }
}

/** The trace of a finite log. */
export function traceOf(events: Iterable<Event>): Trace {
  const fold = new TraceFold()
  for (const event of events) fold.take(event)
  return fold.trace
}

/** Which session it is, and what else is told of it. */
function foldSession(ledger: Ledger, event: Event): void {
  const { trace } = ledger
  switch (event.type) {
    case 'session.created':
      trace.session = event.data.session
      trace.workspace = event.data.workspace ?? null
      trace.parent = event.data.parent ?? null
      trace.title = event.data.title ?? null
      break
    case 'session.forked':
      trace.session = event.data.session
      trace.forkedFrom = { session: event.data.parent, at: event.data.at }
      note(ledger, event, { note: 'forked', text: `from ${event.data.parent}` })
      break
    case 'session.renamed':
      trace.title = event.data.title
      note(ledger, event, { note: 'renamed', text: event.data.title })
      break
    case 'session.configured':
      configured(ledger, event)
      break
    case 'rewind.started': {
      const { to, files } = event.data
      const count = files.length === 1 ? '1 file' : `${files.length} files`
      note(ledger, event, { note: 'rewound', text: `${count}, to event ${to}` })
      break
    }
    case 'rewind.settled':
      if (event.data.kind === 'done') break
      note(ledger, event, { note: 'rewound', text: unfinished(event.data) })
      break
    case 'post.rejected':
      note(ledger, event, { note: 'rejected', text: event.data.reason })
      break
    default:
      if (isVendors(event)) {
        note(ledger, event, { note: 'vendor', text: event.type, data: event.data })
      }
  }
}

const unfinished = (data: Exclude<EventOf<'rewind.settled'>['data'], { kind: 'done' }>): string =>
  'message' in data ? `not all of them: ${data.message}` : `not to its end: ${data.kind}`

function configured(ledger: Ledger, event: EventOf<'session.configured'>): void {
  const { kernel, model, fallbacks = [], permissions, limits, system, toolset } = event.data
  const { output = null } = event.data
  const tools = event.data.tools.map(({ name }) => name)
  const changed = changedSince(ledger.setup, event.data)
  const about = {
    kernel,
    model,
    fallbacks,
    permissions,
    limits,
    system,
    toolset,
    output,
    tools,
    changed,
  }
  ledger.setup = { kind: 'setup', ...placeOf(event), ...about }
  ledger.trace.steps.push(ledger.setup)
}

/** What was said, and the runs that came of it. */
function foldRun(ledger: Ledger, event: Event): void {
  const { trace } = ledger
  switch (event.type) {
    case 'input.received': {
      const { from, mode, content } = event.data
      trace.title ??= firstLine(contentText(content))
      trace.steps.push({ kind: 'input', ...placeOf(event), from, mode, content })
      break
    }
    case 'run.started': {
      const number = (ledger.runs += 1)
      const run = { kind: 'run', ...placeOf(event), number, ms: null, turns: 0, end: null } as const
      ledger.run = { ...run }
      trace.steps.push(ledger.run)
      break
    }
    case 'run.finished': {
      const { run } = ledger
      if (run) Object.assign(run, { ms: event.at - run.at, end: event.data })
      ledger.run = null
      trace.steps.push({ kind: 'end', ...placeOf(event), run, end: event.data })
      break
    }
    case 'cancel.requested': {
      const { by, task } = event.data
      const what = task === undefined ? 'the run' : `task ${task}`
      note(ledger, event, { note: 'cancelled', text: `${what}, by ${by}` })
      break
    }
    case 'hook.started': {
      const { event: name } = event.data
      const call = 'call' in event.data ? event.data.call : null
      const hook = { kind: 'hook' as const, ...placeOf(event), event: name, call, ms: null }
      const open = { ...hook, outcome: 'open' as const, answers: [] }
      ledger.hooks.set(event.seq, open)
      trace.steps.push(open)
      break
    }
    case 'hook.settled': {
      const hook = take(ledger.hooks, event.cause)
      const answers = 'answers' in event.data ? event.data.answers : []
      if (hook) Object.assign(hook, { ms: event.at - hook.at, outcome: event.data.kind, answers })
      break
    }
    default:
  }
}

function note(ledger: Ledger, event: Event, about: Pick<NoteStep, 'note' | 'text' | 'data'>): void {
  ledger.trace.steps.push({ kind: 'note', ...placeOf(event), ...about, task: null })
}

const firstLine = (text: string): string | null => text.trim().split(/[\r\n]/, 1)[0] || null
