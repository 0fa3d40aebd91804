// The vocabulary of the log. Core events are closed and versioned; `x.<vendor>.<name>` events are kept and ignored.
import { z } from 'zod'
import { AskOpened } from './ask-opened.ts'
import { AskSettled } from './ask-settled.ts'
import { CallJudged } from './call-judged.ts'
import { CallRefused } from './call-refused.ts'
import { CancelRequested } from './cancel-requested.ts'
import { CompactionRequested } from './compaction-requested.ts'
import { CompactionSettled } from './compaction-settled.ts'
import { CompactionStarted } from './compaction-started.ts'
import { HookSettled } from './hook-settled.ts'
import { HookStarted } from './hook-started.ts'
import { InputReceived } from './input-received.ts'
import { JudgeStarted } from './judge-started.ts'
import { Json } from './json.ts'
import { ModelSettled } from './model-settled.ts'
import { ModelStarted } from './model-started.ts'
import { PostRejected } from './post-rejected.ts'
import { RewindSettled } from './rewind-settled.ts'
import { RewindStarted } from './rewind-started.ts'
import { RunFinished } from './run-finished.ts'
import { RunStarted } from './run-started.ts'
import { SessionConfigured } from './session-configured.ts'
import { SessionCreated } from './session-created.ts'
import { SessionForked } from './session-forked.ts'
import { SessionRenamed } from './session-renamed.ts'
import { TaskPromoted } from './task-promoted.ts'
import { TaskSettled } from './task-settled.ts'
import { TaskStarted } from './task-started.ts'
import { TimerSettled } from './timer-settled.ts'
import { TimerStarted } from './timer-started.ts'
import { ToolSettled } from './tool-settled.ts'
import { ToolStarted } from './tool-started.ts'

export const CoreBody = z.discriminatedUnion('type', [
  SessionCreated,
  SessionForked,
  SessionConfigured,
  SessionRenamed,
  InputReceived,
  CancelRequested,
  PostRejected,
  RunStarted,
  RunFinished,
  ModelStarted,
  ModelSettled,
  JudgeStarted,
  CallJudged,
  CallRefused,
  AskOpened,
  AskSettled,
  ToolStarted,
  ToolSettled,
  TaskStarted,
  TaskPromoted,
  TaskSettled,
  CompactionRequested,
  CompactionStarted,
  CompactionSettled,
  HookStarted,
  HookSettled,
  RewindStarted,
  RewindSettled,
  TimerStarted,
  TimerSettled,
])
export type CoreBody = z.infer<typeof CoreBody>

/** An event of somebody else's: `x.<vendor>.<name>`. */
const VendorBody = z.object({
  type: z.templateLiteral(['x.', z.string().min(1), '.', z.string().min(1)]),
  data: Json,
})

export const Body = z.union([CoreBody, VendorBody])
export type Body = z.infer<typeof Body>
export type EventType = Body['type']

/** An event before it has its place. An outcome's `cause` is the seq of its intent. */
export type Draft = Body & { cause?: number }

/** What every event carries beside its payload. */
export const Envelope = z.object({
  /** The place in the session's log, from 1, without gaps. The only order. */
  seq: z.int().positive(),
  /** Milliseconds since 1970 by the writer's clock. Advisory: nothing decides by it. */
  at: z.number(),
  /** The version of this type's payload. */
  v: z.int().positive(),
  /** The event this one follows from: an outcome's intent, a decision's newest fact; null for what came from outside. */
  cause: z.int().positive().nullable(),
})
export type Envelope = z.infer<typeof Envelope>

export const Event = z.intersection(Envelope, Body)
export type Event = Body & Envelope
export type EventOf<T extends EventType> = Extract<Event, { type: T }>
