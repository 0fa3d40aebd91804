import { Json } from '@harness/kernel'
import type { Options } from '../options.ts'
import type { Answered } from './answer-asks.ts'
import type { Ask } from './ask.ts'
import type { CanUseTool } from './can-use-tool.ts'
import { timerMs } from './timer-ms.ts'

/** The program's callback, and how long it may take. */
export interface Gate {
  canUseTool: CanUseTool
  /** Milliseconds. */
  timeoutMs: number
}

const by = 'canUseTool'

type GateOptions = Pick<Options, 'canUseTool' | 'canUseToolTimeoutMs'>

export const gateOf = ({
  canUseTool,
  canUseToolTimeoutMs: timeoutMs = 60_000,
}: GateOptions): Gate | undefined => canUseTool && { canUseTool, timeoutMs }

/** What the program decides of an ask; undefined where it leaves it to the person. Fails closed. Never rejects. */
export async function askProgram(
  { canUseTool, timeoutMs }: Gate,
  ask: Ask,
): Promise<Answered | undefined> {
  const { callId, tool, input, sessionId, agent, preview, reason, suggestions } = ask
  const over = new AbortController()
  const timer = setTimeout(
    () => over.abort(`it took longer than ${timeoutMs} ms`),
    timerMs(timeoutMs),
  )
  const signal = AbortSignal.any([ask.signal, over.signal])
  const context = { sessionId, agent, preview, reason, suggestions, signal }
  try {
    const decided = (async () => canUseTool({ callId, tool, input }, context))()
    return answerOf(await Promise.race([decided, end(signal)]))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { decision: 'deny', by, reason: `The permission callback failed: ${why}` }
  } finally {
    clearTimeout(timer)
    over.abort('over')
  }
}

/** Rejects when nobody waits for the answer any more. */
const end = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** It comes from programs that may not be typed. */
function answerOf(decided: unknown): Answered | undefined {
  const said = typeof decided === 'string' ? { decision: decided } : decided
  if (typeof said !== 'object' || said === null || !('decision' in said)) throw new Error(shape)
  const { decision } = said
  if (decision === 'ask') return undefined
  if (decision !== 'allow' && decision !== 'deny') throw new Error(shape)
  const reason = 'reason' in said && typeof said.reason === 'string' ? said.reason : undefined
  const input = 'input' in said && decision === 'allow' ? jsonOf(said.input) : undefined
  return {
    decision,
    by,
    ...(reason !== undefined && { reason }),
    ...(input !== undefined && { input }),
  }
}

const shape = 'it answers "allow", "deny" or "ask", or { decision, reason, input } with one of them'

function jsonOf(input: unknown): Json | undefined {
  if (input === undefined) return undefined
  const parsed = Json.safeParse(input)
  if (!parsed.success) throw new Error('its input is not JSON')
  return parsed.data
}
