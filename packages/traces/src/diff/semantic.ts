// What of each event counts when two logs are compared, and what does not. The contract of `diffLogs`: a new type of event
// does not compile before it is declared here.
import type { CoreBody, Envelope, Event } from '@harness/kernel'
import {
  modelOf,
  filesOf,
  hookOf,
  preparedOf,
  replyOf,
  specOf,
  taskEndOf,
} from './semantic-parts.ts'

/** An event as it is compared. */
export interface Meaning {
  type: Event['type']
  /** The event that it follows from. */
  cause: number | null
  /** Which of the events before it speaks of. Seqs, which say nothing where two logs stand at different places. */
  place: unknown
  /** What it says. */
  what: unknown
}

interface Declared {
  place?: unknown
  what?: unknown
}

type Rows = { [T in CoreBody['type']]: Extract<CoreBody, { type: T }>['data'] }

type Table = { readonly [T in keyof Rows]: (data: Rows[T]) => Declared }

/**
 * Left out throughout: times, durations, jitter; ids of sessions, posts and the provider's calls; tokens, prices, versions;
 * hashes of transcripts and of whole outputs; folders, and the paths below them.
 */
const table: Table = {
  'session.created': ({ parent }) => ({ what: { isSubagent: parent !== undefined } }),
  'session.forked': ({ at }) => ({ place: at }),
  'session.configured': (data) => {
    const { kernel: _, instructionTokens: __, model, fallbacks, permissions, ...rest } = data
    const rules = permissions.rules.map(({ source: ___, ...rule }) => rule)
    return {
      what: {
        ...rest,
        model: modelOf(model),
        fallbacks: fallbacks?.map(modelOf),
        permissions: { ...permissions, rules },
      },
    }
  },
  'session.renamed': () => ({}),
  'input.received': ({ from, mode, content }) => ({ what: { from, mode, content } }),
  'cancel.requested': ({ by, task }) => ({ place: task, what: { by } }),
  'post.rejected': () => ({}),
  'run.started': () => ({}),
  'run.finished': ({ background, ...what }) => ({ place: background, what }),
  'model.started': ({ inputs, ...what }) => ({ place: inputs, what }),
  'model.settled': (data) => {
    if (data.kind === 'replied') return { what: { kind: data.kind, reply: replyOf(data.reply) } }
    if (data.kind !== 'failed') return { what: { kind: data.kind } }
    const { code, status } = data.failure
    return { what: { kind: data.kind, failure: { code, status } } }
  },
  'judge.started': ({ call, ...what }) => ({ place: call, what }),
  'call.judged': (data) => {
    if (data.kind === 'invalid') {
      const { kind, code, message, hooks } = data
      // The rest of such a message is the JavaScript engine's.
      const said = code === 'invalid_json' ? {} : { message }
      return { what: { kind, code, ...said, hooks: hooks?.map(hookOf) } }
    }
    if (data.kind !== 'judged') return { what: data }
    const { kind, prepared, verdict, input, hooks, content } = data
    const { reason: _, suggestions: __, ...said } = verdict
    return {
      what: {
        kind,
        prepared: preparedOf(prepared),
        verdict: said,
        input,
        hooks: hooks?.map(hookOf),
        content,
      },
    }
  },
  'call.refused': ({ call, ...what }) => ({ place: call, what }),
  'ask.opened': ({ call, question }) => ({ place: call, what: { question } }),
  'ask.settled': (data) => {
    if (data.kind !== 'answered') return { what: data }
    const { post: _, always, ...what } = data
    const rules = always?.rules.map(({ source: __, ...rule }) => rule)
    return { what: { ...what, always: always && { ...always, rules } } }
  },
  'tool.started': ({ call, ...what }) => ({ place: call, what }),
  'tool.settled': (data) => {
    if (!('content' in data)) return { what: data }
    const { artifacts: _, usage: __, files, ...what } = data
    return { what: { ...what, files: filesOf(files) } }
  },
  'task.started': ({ call, spec, ...what }) => ({
    place: call,
    what: { ...what, spec: specOf(spec) },
  }),
  'task.promoted': ({ task }) => ({ place: task }),
  'task.settled': (data) => {
    if (data.kind !== 'ended') return { what: data }
    const { artifacts: _, usage: __, files, ...result } = data.result
    return {
      what: {
        kind: data.kind,
        result: { ...result, files: filesOf(files) },
        end: taskEndOf(data.end),
      },
    }
  },
  'compaction.requested': ({ focus }) => ({ what: { focus } }),
  'compaction.started': ({ upto, ...what }) => ({ place: upto, what }),
  'compaction.settled': (data) => {
    if (data.kind === 'failed') {
      return { what: { kind: data.kind, message: data.message, hooks: data.hooks?.map(hookOf) } }
    }
    if (data.kind !== 'compacted') return { what: data }
    const { kind, results, reasoning, content, inputs, upto, said, hooks } = data
    return {
      place: [results?.map(({ call }) => call), reasoning, upto, said?.map(({ input }) => input)],
      what: {
        kind,
        results: results?.map((one) => one.content),
        content,
        inputs,
        said: said?.map((one) => one.content),
        hooks: hooks?.map(hookOf),
      },
    }
  },
  'hook.started': (data) => {
    if ('result' in data) return { place: [data.call, data.result], what: { event: data.event } }
    if ('input' in data) return { place: data.input, what: { event: data.event } }
    return { what: data }
  },
  'hook.settled': (data) => ({
    what: data.kind === 'answered' ? { ...data, answers: data.answers.map(hookOf) } : data,
  }),
  'rewind.started': ({ to, files }) => ({
    place: to,
    what: { files: files.map(({ before, after }) => [before.hash, after.hash]) },
  }),
  'rewind.settled': (data) => ({
    what: { kind: data.kind, ...('files' in data && { files: filesOf(data.files) }) },
  }),
  'timer.started': ({ purpose, task }) => ({ place: task, what: { purpose } }),
  'timer.settled': ({ kind }) => ({ what: { kind } }),
}

/** What of an event counts. Of an event of somebody else's, that it is there. */
export function semantic(event: Event): Meaning {
  const { place, what } = isCore(event) ? declared(event) : {}
  const { type, cause } = event
  return { type, cause, place: [cause, place], what }
}

const isCore = (event: Event): event is CoreBody & Envelope => Object.hasOwn(table, event.type)

type Row<T extends keyof Rows> = { [K in T]: { type: K; data: Rows[K] } }[T]

const declared = <T extends keyof Rows>({ type, data }: Row<T>): Declared => table[type](data)
