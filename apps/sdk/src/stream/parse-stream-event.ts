import type { StreamEvent, UnknownEvent } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'

/**
 * A line of the public stream, as `harness run -o stream-json` prints it or already as an object. Fields of a known type
 * that are not known are kept. What a later harness says otherwise is `{ type: 'unknown', raw }`. Rejects with
 * `not_an_event` for what is no JSON object, and with nothing else.
 */
export async function parseStreamEvent(line: unknown): Promise<StreamEvent | UnknownEvent> {
  const kernel = await import('@harness/kernel')
  try {
    return kernel.parseStreamEvent(line)
  } catch (cause) {
    if (!(cause instanceof kernel.KernelError)) throw cause
    throw new SdkError('not_an_event', cause.message, { cause })
  }
}
