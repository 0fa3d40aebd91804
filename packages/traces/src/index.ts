// The public face of the package. Nothing here knows a clock, a terminal, a page or a disk.

// A recorded session once more: decided again, or played.
export { type DecisionFault, type Said } from './replay/decisions.ts'
export { advisory } from './replay/advisory.ts'
export { playTape, type Played, type TapeDifference } from './replay/play-tape.ts'
export {
  redecide,
  type Redecided,
  type RedecideOptions,
  type Redecision,
  type Stretch,
} from './replay/redecide.ts'

// Where two sessions part.
export {
  diffLogs,
  type DiffOptions,
  type LogDiff,
  type LogDifference,
  type LogSource,
} from './diff/diff-logs.ts'
export { type DifferenceClass } from './diff/difference-class.ts'
export { type DifferingBytes, type Piece } from './diff/differing-bytes.ts'
export { semantic, type Meaning } from './diff/semantic.ts'
