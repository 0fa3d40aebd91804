import { permissionsOf, type EventOf, type Policy, type State } from '@harness/kernel'
import type { Answered } from './answer-asks.ts'

/**
 * What the permissions of now say to an ask when nobody is there: what they allow is allowed, but for
 * what a hook wants a person to see; the rest is denied.
 */
export async function policyAnswer(
  state: State,
  ask: EventOf<'ask.opened'>,
  policy: Policy,
): Promise<Answered> {
  const call = state.calls.list.find((one) => one.id === ask.data.call)
  if (call?.verdict?.demanded) {
    const reason = 'A hook wants a person to see it, and nobody is there to ask.'
    return { decision: 'deny', by: call.verdict.rule, reason }
  }
  const permissions = permissionsOf(state)
  const verdict =
    call?.prepared && permissions
      ? await policy.decide(
          { tool: call.name, prepared: call.prepared },
          { ...permissions, person: false },
        )
      : undefined
  const by = verdict?.rule ?? 'nobody to ask'
  if (verdict?.decision === 'allow') {
    return { decision: 'allow', by, ...(verdict.confined && { confined: true }) }
  }
  return { decision: 'deny', by, reason: verdict?.reason ?? 'Nobody is there to ask.' }
}
