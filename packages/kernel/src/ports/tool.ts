import type { Content } from '../events/content.ts'
import type { Hash } from '../events/hash.ts'
import type { Json } from '../events/json.ts'
import type { EffectClass, Prepared } from '../events/prepared.ts'
import type { TaskEnd, TaskSpec } from '../events/task.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { Artifacts } from './artifacts.ts'
import type { Runtime } from './runtime.ts'
import type { TaskDesk } from './task-desk.ts'

/** What every step of a tool is given. */
export interface ToolContext {
  signal: AbortSignal
  /** The folder the session works in, an absolute real path. */
  workspace: string
  /** The hash of a file when the model last saw it; undefined when it never did. */
  seen(path: string): Hash | null | undefined
  artifacts: Artifacts
  runtime: Runtime
}

/** What a tool is given when it acts. */
export interface ActContext extends ToolContext {
  /** Names this effect for ever: `<session>/<seq>`. The same after a crash, another in a fork. */
  key: string
  /** Shows a person how far it is. Not recorded. */
  progress(text: string): void
  /** What a person said to the question that was prepared; undefined when nobody is there to answer. */
  answer?: string
  tasks: TaskDesk
  /** What the tool of that name answered when it last worked in this session; undefined when it never did. */
  recall(tool: string): Promise<Content | undefined>
}

/** The look at a call before it is judged: facts, or why it cannot run as it stands. */
export type Preparation =
  | { kind: 'ready'; prepared: Prepared }
  | { kind: 'invalid'; code: string; message: string }

/**
 * Something a model may call. It bounds its own output (32 KiB a result), honours abort, and answers a failure as a
 * result: a rejection means that the tool itself is broken. Made by `defineTool`.
 */
export interface Tool {
  readonly name: string
  readonly description: string
  /** JSON Schema of the input, type object. */
  readonly input: Json
  /** The worst it may do; `prepare` may say less of one call. */
  readonly effect: EffectClass
  /** Reads, never changes. */
  prepare(input: Json, context: ToolContext): Promise<Preparation>
  /** Acts; checks the facts again first. */
  run(input: Json, prepared: Prepared, context: ActContext): Promise<ToolResult>
  /**
   * For idempotent tools: the effect was begun by a process that died. Answers the result when it is done already,
   * undefined when it must be run.
   */
  recover?(input: Json, prepared: Prepared, context: ActContext): Promise<ToolResult | undefined>
  /** For tools whose work is a task: what the model reads of its end. */
  conclude?(end: TaskEnd, spec: TaskSpec, context: ToolContext): Promise<ToolResult>
}
