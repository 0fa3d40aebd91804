// A session as it is read: what happened, in its order, with what belongs together put together. Every view is made of it.
import type {
  Content,
  EventOf,
  Failure,
  FileState,
  Hash,
  HookAnswer,
  Json,
  Limits,
  ModelSpec,
  Permissions,
  Prepared,
  TaskEnd,
  TaskSpec,
  Usage,
} from '@harness/kernel'

/** One session. `seq` is the only order everywhere; times are milliseconds since 1970, and advisory. */
export interface Trace {
  session: string
  /** As it was given, else the first line that was said; null while nothing was said. */
  title: string | null
  workspace: string | null
  /** For a subagent: the session whose task it is. */
  parent: string | null
  forkedFrom: { session: string; at: number } | null
  /** Where the first and the newest event stand. */
  first: { seq: number; at: number }
  last: { seq: number; at: number }
  /** Why nothing is known of what follows; null for a whole log. */
  damage: string | null
  steps: Step[]
}

/** What every step has: the event that opened it. */
interface At {
  seq: number
  at: number
}

export type Step =
  | SetupStep
  | InputStep
  | RunStep
  | ModelStep
  | CompactionStep
  | HookStep
  | NoteStep
  | EndStep

/** From here on the session is configured so. */
export interface SetupStep extends At {
  kind: 'setup'
  kernel: string
  model: ModelSpec
  fallbacks: ModelSpec[]
  permissions: Permissions
  limits: Limits
  tools: readonly string[]
  /** Artifacts. */
  system: Hash
  toolset: Hash
  /** The JSON Schema that the last reply follows. */
  output: Json | null
  /** The names of what is not as it was before; empty for the first. */
  changed: readonly string[]
}

/** Something was said to the session. */
export interface InputStep extends At {
  kind: 'input'
  from: EventOf<'input.received'>['data']['from']
  mode: EventOf<'input.received'>['data']['mode']
  content: Content
}

/** The session leaves idleness. */
export interface RunStep extends At {
  kind: 'run'
  /** From 1. */
  number: number
  /** Until `run.finished`; null while it goes on. */
  ms: number | null
  /** Replies of the model. */
  turns: number
  end: EventOf<'run.finished'>['data'] | null
}

/** The session is idle again. */
export interface EndStep extends At {
  kind: 'end'
  run: RunStep | null
  end: EventOf<'run.finished'>['data']
}

/** One request to the model, and the calls that its reply asked for. */
export interface ModelStep extends At {
  kind: 'model'
  /** Replies of this run before it, and one. */
  turn: number
  /** From 1, since the last reply. */
  attempt: number
  /** Null where the log does not say which. */
  model: ModelSpec | null
  /** The seqs of what it is the first to show. */
  inputs: readonly number[]
  /** Until it settled; null while it is open. */
  ms: number | null
  outcome: 'open' | EventOf<'model.settled'>['data']['kind']
  /** The event that settled it. */
  settled: number | null
  /** The model that answered, where the server names one. */
  answered: string | null
  stop: string | null
  text: string
  reasoning: string
  usage: Usage | null
  /** US dollars; null where the price is unknown or nothing was counted. */
  cost: number | null
  failure: Failure | null
  transcript: Hash | null
  calls: CallStep[]
}

/** What became of a call, in the words of the log. */
export type CallStatus =
  | 'proposed'
  | 'judging'
  | 'asking'
  | 'allowed'
  | 'running'
  | 'background'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'unknown'
  | 'lost'
  | 'forked'
  | EventOf<'call.refused'>['data']['code']

/** One call of a tool, from the reply that asked for it to its result. */
export interface CallStep extends At {
  kind: 'call'
  /** `<seq of the reply>.<place in it>`. */
  id: string
  /** What the provider calls it. */
  providerId: string
  tool: string
  /** The arguments' text as the model wrote it. */
  input: string
  /** What a hook or a person made of it. */
  given: Json | undefined
  status: CallStatus
  prepared: Prepared | null
  judgements: Judgement[]
  asks: AskStep[]
  /** Begun so often: more than once where its process died. */
  attempts: number
  /** When it began to act, and how long that took; null where it did not, or does still. */
  acted: number | null
  ms: number | null
  /** The event that settled it. */
  settled: number | null
  /** When that was. */
  settledAt: number | null
  /** What the model reads of it. */
  content: Content
  /** The code of a failure. */
  code: string | null
  files: readonly FileState[]
  artifacts: readonly Hash[]
  usage: Usage | null
  task: TaskStep | null
}

/** What was decided about a call, and by what. */
export interface Judgement extends At {
  ms: number | null
  decision: 'allow' | 'ask' | 'deny' | 'invalid' | 'unfinished' | 'open'
  rule: string
  reason: string
  hooks: readonly HookAnswer[]
}

/** A permission that was asked of somebody, or a question of the model. */
export interface AskStep extends At {
  preview: string
  question: string | null
  /** How long it waited; null while it does. */
  ms: number | null
  decision: 'open' | 'allow' | 'deny' | 'unfinished'
  by: string
  reason: string
  answer: string | null
}

/** A command or a subagent, named by the `seq` of its intent. */
export interface TaskStep extends At {
  spec: TaskSpec
  /** The loop waits for it no longer. */
  background: boolean
  ms: number | null
  status: 'running' | 'ended' | 'cancelled' | 'lost' | 'unknown' | 'forked'
  end: TaskEnd | null
  /** What the model reads of its end. */
  content: Content
  /** A subagent's session. */
  session: string | null
  /** What happened in it, where it was looked at. */
  trace: Trace | null
}

export interface CompactionStep extends At {
  kind: 'compaction'
  reason: EventOf<'compaction.started'>['data']['reason']
  ms: number | null
  outcome: 'open' | EventOf<'compaction.settled'>['data']['kind']
  settled: number | null
  /** Tokens of a request, roughly. */
  before: number
  after: number
  /** The summary that stands in the place of what was said. */
  content: Content
  usage: Usage | null
  cost: number | null
  message: string
  transcript: Hash | null
}

/** Hooks were told of something while the loop waited. */
export interface HookStep extends At {
  kind: 'hook'
  event: string
  call: string | null
  ms: number | null
  outcome: 'open' | EventOf<'hook.settled'>['data']['kind']
  answers: readonly HookAnswer[]
}

/** What else stands in the log: a word for it, and what a person reads of it. */
export interface NoteStep extends At {
  kind: 'note'
  /** `task`: one ended in the background. `vendor`: an event of somebody else's. */
  note: 'forked' | 'renamed' | 'cancelled' | 'rejected' | 'rewound' | 'task' | 'retry' | 'vendor'
  text: string
  /** The task that ended. */
  task: TaskStep | null
  /** What an event of somebody else's says. */
  data?: Json
}
