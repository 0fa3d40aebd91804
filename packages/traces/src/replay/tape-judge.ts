import type {
  EventOf,
  Json,
  Policy,
  PolicyQuestion,
  Preparation,
  Prepared,
  Session,
  Verdict,
} from '@harness/kernel'
import { unlike } from '../diff/unlike.ts'
import { never, openOf, type Recording } from './recording.ts'

type Judged = EventOf<'call.judged'>['data']
type Call = Session['state']['calls']['list'][number]

/** A judgement that a tool may be asked for. */
interface Due {
  seq: number
  call: Call
  judged: Judged | undefined
  /** What the tool was given. */
  input: unknown
}

/** What was found out about a call, and what the policy said of it. */
export class TapeJudge implements Policy {
  readonly #recording: Recording
  readonly #session: Session
  /** Judgements that were begun. */
  readonly #begun = new Set<number>()
  readonly #prepared = new WeakMap<Prepared, { judged: Judged; call: Call }>()

  constructor(recording: Recording, session: Session) {
    this.#recording = recording
    this.#session = session
  }

  /** Of calls that are the same, each is looked at in the order of its intent. */
  prepare(tool: string, input: Json, signal: AbortSignal): Promise<Preparation> {
    // What a tool is given may be another than what is recorded: a secret has a name there.
    let found: Due | undefined
    for (const due of this.#due(tool)) {
      const isIt = !unlike(due.input, input)
      if (isIt || !found) found = due
      if (isIt) break
    }
    if (!found) return never(signal)
    this.#begun.add(found.seq)
    return this.#preparation(found.call, found.judged) ?? never(signal)
  }

  /** The judgements of a tool's calls that were not begun, oldest first. What is no JSON no tool is given. */
  *#due(tool: string): Generator<Due> {
    const { open, calls } = this.#session.state
    const byId = new Map(calls.list.map((call) => [call.id, call]))
    for (const { seq, data } of openOf(open, 'judge.started')) {
      const call = byId.get(data.call)
      if (call?.name !== tool || this.#begun.has(seq)) continue
      const judged = this.#recording.settled(seq, 'call.judged')?.data
      const input = inputOf(call, judged)
      if (input !== undefined) yield { seq, call, judged, input }
    }
  }

  #preparation(call: Call, judged: Judged | undefined): Promise<Preparation> | undefined {
    if (judged?.kind === 'invalid') {
      const { code, message } = judged
      return Promise.resolve({ kind: 'invalid', code, message })
    }
    if (judged?.kind !== 'judged') return undefined
    const prepared = { ...judged.prepared }
    this.#prepared.set(prepared, { judged, call })
    return Promise.resolve({ kind: 'ready', prepared })
  }

  /** What it must have said for the judgement to come out as it did: hooks had their say beside it. */
  decide({ prepared }: PolicyQuestion): Verdict {
    const { judged } = this.#prepared.get(prepared) ?? {}
    if (judged?.kind !== 'judged') return { decision: 'deny', rule: 'not on the tape' }
    const { verdict, hooks = [] } = judged
    const heard = hooks.filter(({ event }) => event === 'PreToolUse')
    const isAsked = hooks.length > heard.length || heard.some(({ decision }) => decision === 'ask')
    if (isAsked && verdict.decision !== 'ask' && !isStrict(judged, heard.length)) return asking
    const { demanded: _, ...said } = verdict
    return said
  }
}

/** Whatever hooks made of it, it was left to a person first. */
const asking: Verdict = { decision: 'ask', rule: 'tape' }

/** Denied before anybody was asked. */
const isStrict = (
  { verdict, hooks = [] }: Extract<Judged, { kind: 'judged' }>,
  heard: number,
): boolean => verdict.decision === 'deny' && hooks.length === heard

/**
 * What the tool was given: as the model wrote it, as an answer amended it, as the last hook changed it. Undefined where that
 * is no JSON.
 */
function inputOf({ amended, input }: Call, judged: Judged | undefined): unknown {
  const hooks = (judged && 'hooks' in judged && judged.hooks) || []
  const change = hooks.findLast(
    (answer) => answer.event === 'PreToolUse' && answer.input !== undefined,
  )
  if (change) return change.input
  const text = amended ?? input
  return text.trim() === '' ? {} : parsed(text)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
