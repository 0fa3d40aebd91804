// What happens around a run, and hooks hear of. Whoever drives the session performs it.
import { run, type EventOf, type Host, type RunEnd, type Session } from '@harness/kernel'

type Moment = EventOf<'hook.started'>['data']

async function tell(session: Session, moment: Moment): Promise<boolean> {
  const { hooks = [] } = session.state.identity.configuration ?? {}
  if (!hooks.includes(moment.event)) return false
  await session.append([{ type: 'hook.started', data: moment }])
  return true
}

type Source = Extract<Moment, { event: 'SessionStart' }>['source']

export const tellStart = (session: Session, source: Source): Promise<boolean> =>
  tell(session, { event: 'SessionStart', source })

/** A person is waited for. */
export const tellAsk = (session: Session, tool: string): Promise<boolean> =>
  tell(session, {
    event: 'Notification',
    kind: 'permission_prompt',
    message: `Somebody has to answer: ${tool}`,
  })

/** Who performs it. */
export interface Ending {
  host: Host
  signal: AbortSignal
}

/** What was said to the session meanwhile is done too: answers how it ended then. */
export async function tellEnd(session: Session, end: RunEnd, ending: Ending): Promise<RunEnd> {
  if (end.kind === 'stopped' || ending.signal.aborted) return end
  const reason = end.kind === 'finished' ? end.reason : end.kind
  const later = await tellOver(session, reason, ending)
  return later === undefined || later.kind === 'idle' ? end : later
}

/** The session is let go of: undefined where nobody wants to hear of it. */
export async function tellOver(
  session: Session,
  reason: string,
  ending: Ending,
): Promise<RunEnd | undefined> {
  return (await tell(session, { event: 'SessionEnd', reason })) ? run(session, ending) : undefined
}
