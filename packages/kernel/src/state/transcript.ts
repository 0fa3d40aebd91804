import type { Event } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'

/** What went over the wire for the newest model call that has a transcript; the next one stands on it. */
export const evolveTranscript = (transcript: Hash | null, event: Event): Hash | null =>
  event.type === 'model.settled' ? (event.data.transcript ?? transcript) : transcript
