// The calls of a run and of its subagents while they are under way. Owns: two sessions may have calls of one id.
import type { Json, StreamEvent } from '@harness/kernel'
import { describeCall } from './describe-call.ts'
import { plainLine } from './plain-text.ts'

type Start = Extract<StreamEvent, { type: 'tool.start' }>
type Named = { sessionId: string; callId: string }

export interface OpenCall {
  tool: string
  input: Json
  /** The call in a few words. */
  what: string
  since: number
  /** How many subagents deep. */
  depth: number
  /** Of a call that a subagent makes: which one that is. */
  agent: string | undefined
  /** Of a call that is a subagent: its name among those that are under way, and how many calls it made. */
  child: { name: string; calls: number } | undefined
  /** The task that does its work. */
  task: number | undefined
  isInBackground: boolean
}

const keyOf = ({ sessionId, callId }: Named) => `${sessionId} ${callId}`

export class OpenCalls {
  readonly #calls = new Map<string, OpenCall>()

  start({ sessionId, callId, parentCallId, tool, input }: Start, since: number): OpenCall {
    const parent =
      parentCallId === undefined
        ? undefined
        : this.#calls.get(keyOf({ sessionId: parentOf(sessionId), callId: parentCallId }))
    if (parent?.child) parent.child.calls++
    const call: OpenCall = {
      tool,
      input,
      what: describeCall(tool, input),
      since,
      depth: parentCallId === undefined ? 0 : (parent?.depth ?? 0) + 1,
      agent: parent?.child?.name,
      child: undefined,
      task: undefined,
      isInBackground: false,
    }
    this.#calls.set(keyOf({ sessionId, callId }), call)
    return call
  }

  /** The work of a call is a task; answers the call. */
  work({ task, kind, ...named }: Named & { task: number; kind: 'command' | 'subagent' }) {
    const call = this.#calls.get(keyOf(named))
    if (!call) return undefined
    call.task = task
    if (kind === 'subagent') {
      const name = this.#nameOf(call.input)
      call.child = { name, calls: 0 }
      call.what = call.what.replace(/^\S+/u, (tool) => `${tool} ${name}:`)
    }
    return call
  }

  get(named: Named): OpenCall | undefined {
    return this.#calls.get(keyOf(named))
  }

  end(named: Named): void {
    this.#calls.delete(keyOf(named))
  }

  /** Those whose end is waited for. A subagent is what it does, where it does something. */
  running(): OpenCall[] {
    const calls = [...this.#calls.values()]
    const busy = new Set(calls.map(({ agent }) => agent))
    return calls.filter(
      ({ child, isInBackground }) => !isInBackground && (!child || !busy.has(child.name)),
    )
  }

  inBackground(): number {
    return [...this.#calls.values()].filter(({ isInBackground }) => isInBackground).length
  }

  /** A role; with a number where another one of it is under way. */
  #nameOf(input: Json): string {
    const role = plainLine(roleOf(input))
    const taken = new Set([...this.#calls.values()].map(({ child }) => child?.name))
    for (let number = 1; ; number++) {
      const name = number === 1 ? role : `${role} ${number}`
      if (!taken.has(name)) return name
    }
  }
}

const roleOf = (input: Json): string =>
  typeof input === 'object' &&
  input !== null &&
  !Array.isArray(input) &&
  typeof input['role'] === 'string'
    ? input['role']
    : 'subagent'

const parentOf = (sessionId: string) => sessionId.slice(0, Math.max(0, sessionId.lastIndexOf('.')))
