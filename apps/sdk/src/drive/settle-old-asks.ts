import { type Draft, type EventOf, type Host, type Session } from '@harness/kernel'

/**
 * Asks that an earlier process left, when nobody is there to answer: what the permissions of now allow is allowed, the
 * rest is denied. Otherwise the run would wait for ever.
 */
export async function settleOldAsks(session: Session, host: Pick<Host, 'policy'>): Promise<void> {
  await session.append(({ open }) => {
    const asks = open.filter((intent) => intent.type === 'ask.opened')
    return asks.length > 0 ? asks.map((ask) => settle(session, ask, host)) : undefined
  })
}

function settle(
  session: Session,
  ask: EventOf<'ask.opened'>,
  { policy }: Pick<Host, 'policy'>,
): Draft {
  const { calls, identity } = session.state
  const call = calls.list.find((one) => one.id === ask.data.call)
  const permissions = identity.configuration?.permissions
  const verdict =
    call?.prepared && permissions
      ? policy.decide({ tool: call.name, prepared: call.prepared }, permissions)
      : undefined
  const allowed = verdict?.decision === 'allow'
  const reason = verdict?.reason ?? 'Nobody is there to ask.'
  return {
    type: 'ask.settled',
    cause: ask.seq,
    data: {
      kind: 'answered',
      decision: allowed ? 'allow' : 'deny',
      by: verdict?.rule ?? 'nobody to ask',
      ...(allowed ? {} : { reason }),
    },
  }
}
