// What `next` decides by: the fold of a session's log, slice by slice. Plain JSON and small whatever the log's length,
// so that a snapshot of it is cheap. The conversation is a fold of its own.
import type { Event } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'
import { evolveCalls, noCalls, type Calls } from './calls.ts'
import { evolveCompaction, noCompaction, type CompactionState } from './compaction.ts'
import { evolveFiles, noFiles, type Files } from './files.ts'
import { evolveGranted, noGranted, type Granted } from './granted.ts'
import { evolveHooks, noHooks, type HooksState } from './hooks.ts'
import { evolveIdentity, noIdentity, type Identity } from './identity.ts'
import { evolveInputs, noInputs, type Inputs } from './inputs.ts'
import { evolveModel, noModel, type ModelState } from './model.ts'
import { evolveOpen, type OpenIntents } from './open.ts'
import { evolvePosts, type Posts } from './posts.ts'
import { evolveRun, noRun, type RunState } from './run.ts'
import { evolveTasks, noTasks, type Tasks } from './tasks.ts'
import { evolveTranscript } from './transcript.ts'
import { evolveUsage, noUsage, type SessionUsage } from './usage.ts'

export interface State {
  /** The seq of the newest event folded. */
  seq: number
  /** When it was written. Advisory: no rule reads it. */
  at: number
  identity: Identity
  granted: Granted
  open: OpenIntents
  run: RunState
  model: ModelState
  transcript: Hash | null
  calls: Calls
  inputs: Inputs
  tasks: Tasks
  usage: SessionUsage
  compaction: CompactionState
  hooks: HooksState
  files: Files
  posts: Posts
}

/** The state of an empty log. */
export const initialState: State = {
  seq: 0,
  at: 0,
  identity: noIdentity,
  granted: noGranted,
  open: [],
  run: noRun,
  model: noModel,
  transcript: null,
  calls: noCalls,
  inputs: noInputs,
  tasks: noTasks,
  usage: noUsage,
  compaction: noCompaction,
  hooks: noHooks,
  files: noFiles,
  posts: [],
}

/** One event further. Pure and total: an event that fits nothing changes nothing but `seq`. */
export const evolve = (state: State, event: Event): State => ({
  seq: event.seq,
  at: event.at,
  identity: evolveIdentity(state.identity, event),
  granted: evolveGranted(state.granted, event),
  open: evolveOpen(state.open, event),
  run: evolveRun(state.run, event, state),
  model: evolveModel(state.model, event, state),
  transcript: evolveTranscript(state.transcript, event),
  calls: evolveCalls(state.calls, event, state),
  inputs: evolveInputs(state.inputs, event, state),
  tasks: evolveTasks(state.tasks, event, state),
  usage: evolveUsage(state.usage, event, state),
  compaction: evolveCompaction(state.compaction, event, state),
  hooks: evolveHooks(state.hooks, event, state),
  files: evolveFiles(state.files, event),
  posts: evolvePosts(state.posts, event),
})
