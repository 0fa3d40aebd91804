import type { EventOf } from '../events/event.ts'
import type { Facts } from '../log/session.ts'
import type { Performance } from './performance.ts'

/** Waits for what is left of the delay by the recorded time; for all of it when the clock makes no sense. */
export async function performTimer(
  intent: EventOf<'timer.started'>,
  { host, signal }: Performance,
): Promise<Facts> {
  const { delayMs } = intent.data
  const passed = host.runtime.now() - intent.at
  const left = passed >= 0 && passed <= delayMs ? delayMs - passed : passed > delayMs ? 0 : delayMs
  await host.runtime.sleep(left, signal)
  return [{ type: 'timer.settled', cause: intent.seq, data: { kind: 'elapsed' } }]
}
