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
