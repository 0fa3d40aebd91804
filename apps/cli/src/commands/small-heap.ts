import { setFlagsFromString } from 'node:v8'

/**
 * A log of a hundred thousand events is read in passing, and what was read is rubbish at once. Node would let a good hundred
 * megabytes of it lie before it cleans up; with a small nursery it takes a third of that, and no longer.
 */
export const keepHeapSmall = (): void => {
  setFlagsFromString('--max-semi-space-size=4')
  setFlagsFromString('--semi-space-growth-factor=1')
}
