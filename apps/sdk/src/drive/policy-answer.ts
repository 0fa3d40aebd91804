import { permissionsOf, type EventOf, type Policy, type State } from '@harness/kernel'
import type { Answered } from './answer-asks.ts'

/** What the permissions of now say to an ask when nobody is there: what they allow is allowed, the rest is denied. */
export async function policyAnswer(
  state: State,
  ask: EventOf<'ask.opened'>,
  policy: Policy,
): Promise<Answered> {
  const call = state.calls.list.find((one) => one.id === ask.data.call)
  const permissions = permissionsOf(state)
  const verdict =
    call?.prepared && permissions
      ? await policy.decide({ tool: call.name, prepared: call.prepared }, permissions)
      : undefined
  const by = verdict?.rule ?? 'nobody to ask'
  if (verdict?.decision === 'allow') return { decision: 'allow', by }
  return { decision: 'deny', by, reason: verdict?.reason ?? 'Nobody is there to ask.' }
}
