import type { Event, EventOf } from '@harness/kernel'

/** Whether it is an event of somebody else's: `x.<vendor>.<name>`. */
export const isVendors = (event: Event): event is EventOf<`x.${string}.${string}`> =>
  event.type.startsWith('x.')
