// The public face of the package. Nothing here knows a clock, a terminal, a page or a disk.

// A session as it is read.
export { TraceFold, traceOf } from './model/trace-fold.ts'
export type {
  AskStep,
  CallStatus,
  CallStep,
  CompactionStep,
  EndStep,
  HookStep,
  InputStep,
  Judgement,
  ModelStep,
  NoteStep,
  RunStep,
  SetupStep,
  Step,
  TaskStep,
  Trace,
} from './model/trace.ts'
export { attachSubagents, callsIn, subagentsIn } from './model/steps-in.ts'
export { pathIn } from './model/path-in.ts'
export { inputOf } from './model/input-of.ts'
export { withoutContent } from './model/without-content.ts'

// What it comes to.
export {
  hasFailed,
  modelName,
  summaryOf,
  type ErrorLine,
  type FileSummary,
  type ModelSummary,
  type Spent,
  type Summary,
  type TimeSpent,
  type ToolSummary,
} from './model/summary.ts'

// What a model's window is full of.
export { contextParts, type ContextPart } from './state/context-parts.ts'
export {
  statsOf,
  type ModelStats,
  type SlowCall,
  type Spread,
  type Stats,
  type ToolStats,
} from './model/stats.ts'
export { newsOf } from './model/news-of.ts'
// It as a page.
export { tracePage, type PageOptions } from './html/trace-page.ts'
// Other programs read it: OpenTelemetry.
export { otelConventions } from './otel/conventions.ts'
export { otelSpans } from './otel/otel-spans.ts'
export type { OtelOptions } from './otel/span-options.ts'
export { otlpBatches, type BatchBounds } from './otel/otlp-batches.ts'
export type { AttributeValue } from './otel/attributes.ts'
export type {
  OtlpAttribute,
  OtlpLink,
  OtlpResourceSpans,
  OtlpScopeSpans,
  OtlpSpan,
  OtlpTraces,
  OtlpValue,
} from './otel/otlp.ts'

// Trajectories of the Agent Trajectory Interchange Format, written and read.
export { TraceError, type TraceErrorCode } from './trace-error.ts'
export { atifOf, type AtifOptions } from './atif/atif-of.ts'
export { parseAtif } from './atif/parse-atif.ts'
export { instructionsOfAtif } from './atif/instructions-of-atif.ts'
export { draftsOfAtif, type AtifDrafts } from './atif/drafts-of-atif.ts'
export type { AtifPlace, TimedDraft } from './atif/timed-drafts.ts'
export type { AtifStep, AtifTrajectory } from './atif/atif.ts'
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
