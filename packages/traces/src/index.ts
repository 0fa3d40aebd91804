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
