import type { Event } from '../../../events/event.ts'
import { isKernelError } from '../errors/as-kernel-error.ts'
import type { Home } from '../home.ts'
import { type Lineage, lineageOf } from '../lineage/lineage.ts'
import { readAncestors, readLineage } from '../lineage/read-lineage.ts'
import { searchableText } from './searchable-text.ts'
import { recorded, type SessionRecord } from './session-record.ts'
import { emptySummary } from './session-summary.ts'

export interface Update {
  summary: SessionRecord
  /** What became searchable. */
  texts: { seq: number; text: string }[]
}

export interface Stale {
  id: string
  /** How much of the log there is to read. */
  size: number
  /** What is known of an earlier part of the log. */
  known: SessionRecord | undefined
}

/** Reads what a log has that the index has not. A damaged log gives what stands before the damage. */
export async function readUpdate(home: Home, { id, size, known }: Stale): Promise<Update> {
  const update: Update = { summary: known ?? emptySummary(id), texts: [] }
  try {
    const lineage = await lineageOf(home, id)
    if (!known) update.summary = await inherited(home, id, lineage)
    await readOn(update, readLineage(home.disk, lineage, { from: update.summary.events + 1, size }))
  } catch (error) {
    if (!isKernelError(error, 'session_damaged')) throw error
    update.summary = { ...update.summary, damaged: true }
  }
  return update
}

async function readOn(update: Update, groups: ReturnType<typeof readLineage>): Promise<void> {
  for await (const events of groups) {
    for (const event of events) {
      update.summary = recorded(update.summary, event)
      const text = searchableText(event)
      if (text) update.texts.push({ seq: event.seq, text })
    }
  }
}

/** What a fork has of its parents: where it works, what it was first asked, and of which model. */
async function inherited(home: Home, id: string, lineage: Lineage): Promise<SessionRecord> {
  let record: SessionRecord = emptySummary(id)
  for await (const events of readAncestors(home.disk, lineage, 1)) {
    for (const event of events) if (isHeritage(event)) record = recorded(record, event)
  }
  const { workspace, title, model, prices } = record
  return { ...emptySummary(id), events: lineage[0].start.seq, workspace, title, model, prices }
}

const heritage = new Set(['session.created', 'session.configured', 'input.received'])

const isHeritage = ({ type }: Event): boolean => heritage.has(type)
