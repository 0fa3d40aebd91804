import type { StreamEvent } from '@harness/kernel'

/** The event of a type: `StreamEventOf<'tool.end'>`. */
export type StreamEventOf<Type extends StreamEvent['type']> = Extract<StreamEvent, { type: Type }>
