import type { Event } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'

/** What went over the wire for the newest model call that has a transcript; the next one stands on it. */
export const evolveTranscript = (transcript: Hash | null, event: Event): Hash | null =>
  transcriptOf(event) ?? transcript

/** The transcript that an event names. */
function transcriptOf(event: Event): Hash | undefined {
  switch (event.type) {
    case 'model.settled':
      return event.data.transcript
    case 'compaction.settled':
      return 'transcript' in event.data ? event.data.transcript : undefined
    default:
      return undefined
  }
}
