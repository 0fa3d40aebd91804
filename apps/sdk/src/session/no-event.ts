import { SdkError } from '../sdk-error.ts'

/** A session has no event of that `seq`: how many it has instead. */
export const noEvent = (id: string, { seq, last }: { seq: number; last: number }): SdkError =>
  new SdkError(
    'invalid_option',
    `There is no event ${seq}: session ${id} has the events 1 to ${last}.`,
    { session: id },
  )
