import type { Json, Usage, UsageView } from '@harness/kernel'
import type { SessionPlace } from './read-session.ts'

interface Place {
  /** The event that it begins with. */
  seq: number
  /** When, as ISO 8601; by the clock of who wrote it. */
  at: string
}

/** One step of a session. Readers pass over kinds that they do not know. */
export type ExportedEntry = Place &
  (
    | { kind: 'input'; from: 'person' | 'parent' | 'harness'; text: string }
    | {
        kind: 'reply'
        /** As the server calls it, where it does. */
        model: string | null
        /** What it thought, as far as it is told. */
        reasoning: string
        text: string
        usage: Usage | null
        /** US dollars; null where the price is unknown. */
        cost: number | null
      }
    | {
        kind: 'call'
        callId: string
        tool: string
        /** What the tool was given; the text itself where it is no JSON. */
        input: Json
        /** `done`, `failed`, why it did not run (`denied`, `invalid`, …), or `proposed` and `running` for one that is open. */
        status: string
        /** What the model saw of it. */
        output: string
        /** The files that it changed. */
        changed: string[]
        /** The session of the subagent that it began. */
        session: string | null
        durationMs: number | null
      }
    /** A model call that came to nothing. */
    | { kind: 'failure'; code: string; message: string }
    /** The conversation was made shorter for the model, or could not be. */
    | { kind: 'compaction'; status: string; detail: string }
    | { kind: 'end'; reason: string; detail: string }
  )

/** A session as one object. Version 1; a later one may have more keys. */
export interface SessionExport {
  type: 'session'
  version: 1
  id: string
  title: string | null
  workspace: string | null
  /** `provider/name` of its newest configuration. */
  model: string | null
  /** The session whose subagent it is. */
  parent: string | null
  forkedFrom: { session: string; at: number } | null
  createdAt: string
  updatedAt: string
  /** Replies of the model. */
  turns: number
  usage: Omit<UsageView, 'cost'>
  /** US dollars, subagents included; null where a price is unknown. */
  cost: number | null
  entries: ExportedEntry[]
}

/**
 * What was said and done in a session, oldest first, whoever runs it; of a fork, what it shares with its parent, too. Rejects
 * as `readSession` does.
 */
export async function exportSession(id: string, place: SessionPlace = {}): Promise<SessionExport> {
  const { exported } = await import('../traces-engine.ts')
  return exported(id, place)
}
