import { unfinished } from './unfinished.ts'
import type { Session } from './session.ts'

/**
 * A fork's inherited intents belong to the session that wrote them: the first thing a fork does is to let go of them.
 * Looks again at every opening, as a crash may have torn the first attempt.
 */
export async function settleForked(session: Session): Promise<void> {
  const { identity, open, seq } = session.state
  const inherited = seq > 0 && identity.session !== session.id
  const at = inherited ? seq : (identity.forkedAt ?? 0)
  const drafts = open
    .filter((intent) => intent.seq <= at)
    .map((intent) => unfinished(intent, 'forked'))
  if (inherited) {
    drafts.unshift({
      type: 'session.forked',
      data: { session: session.id, parent: identity.session, at },
    })
  }
  if (drafts.length > 0) await session.append(drafts)
}
