import type { Event } from '../events/event.ts'
import type { Configuration } from '../events/session-configured.ts'

/** Which session this is, and what it was last configured to be. */
export interface Identity {
  /** The session that writes; a fork's own id, not its parent's. */
  session: string
  /** For a fork: the last seq it shares with its parent. */
  forkedAt: number | null
  workspace: string | null
  /** The session whose task it is, for a subagent. */
  parent: string | null
  configuration: Configuration | null
}

export const noIdentity: Identity = {
  session: '',
  forkedAt: null,
  workspace: null,
  parent: null,
  configuration: null,
}

export function evolveIdentity(identity: Identity, event: Event): Identity {
  switch (event.type) {
    case 'session.created':
      return {
        ...identity,
        session: event.data.session,
        workspace: event.data.workspace ?? null,
        parent: event.data.parent ?? null,
      }
    case 'session.forked':
      return { ...identity, session: event.data.session, forkedAt: event.data.at }
    case 'session.configured':
      return { ...identity, configuration: event.data }
    default:
      return identity
  }
}
