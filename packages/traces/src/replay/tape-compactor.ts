import { Shortening, type Compactor, type Session } from '@harness/kernel'
import { never, openOf, type Recording } from './recording.ts'

/** Says what was said then to be no longer shown, and asks the model again where it was asked. */
export const tapeCompactor = (recording: Recording, session: Session): Compactor => ({
  async compact(_, { ask, signal }) {
    const [intent] = openOf(session.state.open, 'compaction.started')
    const data = intent && recording.settled(intent.seq, 'compaction.settled')?.data
    if (data?.kind !== 'compacted' && data?.kind !== 'failed') return never(signal)
    if (data.usage) await ask({ system: '', text: '' })
    if (data.kind === 'failed') throw new Error(data.message)
    return Shortening.parse(data)
  },
})
