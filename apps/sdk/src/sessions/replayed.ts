import { playTape, redecide, type Played, type Redecided } from '@harness/traces'
import { knownReader } from '../session/known.ts'
import { openStore } from '../session/open-store.ts'
import { eventsUpTo } from './events-up-to.ts'
import type { ReplayedSession, ReplayOptions } from './replay-session.ts'

export async function replayed(
  piece: string,
  { how = 'both', upTo, ...place }: ReplayOptions,
): Promise<ReplayedSession> {
  const store = await openStore(place)
  const reader = await knownReader(store, piece)
  const events = () => eventsUpTo(reader, upTo)
  const decided = how === 'tape' ? null : await redecide(events())
  const played = how === 'decide' ? null : await playTape(events())
  const isEqual = (decided?.different ?? 0) === 0 && (played?.difference ?? null) === null
  const at = upTo === undefined ? '' : `@${upTo}`
  const flag = { decide: ' --decide', tape: ' --tape', both: '' }[how]
  const version = writerOf(decided, played)
  const elsewhere =
    version === null
      ? null
      : `npx --yes -p @harness/cli@${version} harness trace replay ${reader.id}${at}${flag}`
  return { session: reader.id, isEqual, decided, played, elsewhere }
}

/** The version that wrote what differs, where it is another one that was published. */
function writerOf(decided: Redecided | null, played: Played | null): string | null {
  const here = decided?.kernel ?? played?.kernel
  const differences = [
    ...(decided?.differences ?? []),
    ...(played?.difference ? [played.difference] : []),
  ]
  const other = differences.find(({ kernel }) => kernel !== here)
  return other?.kernel && published.test(other.kernel) ? other.kernel : null
}

/** What runs from its sources has no version to name. */
const published = /^\d+\.\d+\.\d+(-[\w.]+)?$/
