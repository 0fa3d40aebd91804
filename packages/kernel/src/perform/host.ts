import type { ModelSpec } from '../events/model-spec.ts'
import type { SubagentSpec, TaskEnd } from '../events/task.ts'
import type { Compactor } from '../ports/compactor.ts'
import type { Hooks } from '../ports/hooks.ts'
import type { LiveSink } from '../ports/live.ts'
import type { Policy } from '../ports/policy.ts'
import type { Provider } from '../ports/provider.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { TaskRunner } from '../ports/task-runner.ts'
import type { ByteRange, TaskOutput } from '../ports/task-desk.ts'
import type { Tool } from '../ports/tool.ts'

/** Runs the sessions of subagents. */
export interface Subagents {
  /**
   * Opens or creates the session `child`, gives it the prompt if it has none, and runs it until it is idle. When the
   * signal fires with `'cancel'` the child is cancelled and its end answered; with any other reason it is left as it
   * is and the promise rejects with that reason.
   */
  run(child: string, spec: SubagentSpec, options: { signal: AbortSignal }): Promise<TaskEnd>
  /** What it has done so far, a line for each thing: it only grows. Undefined when it was never begun. */
  read(child: string, range: ByteRange): Promise<TaskOutput | undefined>
}

/** Everything a session's effects are performed with. */
export interface Host {
  runtime: Runtime
  tools: readonly Tool[]
  policy: Policy
  /** The provider of a model of the session's configuration. Rejects when there is none. */
  provider(model: ModelSpec): Promise<Provider>
  /** Without it, tools whose work is a command fail. */
  commands?: TaskRunner
  subagents?: Subagents
  compactor?: Compactor
  /** What the session was configured to tell: without it, what hooks would decide is denied. */
  hooks?: Hooks
  /** Takes what is not recorded. */
  live?: LiveSink
}
