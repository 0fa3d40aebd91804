import { formatCost, formatDuration } from './format.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { statusMark, toneOfEnd } from './status.ts'
import { counted } from './format.ts'
import { proseBlock } from './text-block.ts'
import { summaryOf } from '../model/summary.ts'
import type { Nested } from './call-block.ts'
import type { View } from './view.ts'
import type { TaskStep } from '../model/trace.ts'

/** The command or subagent that does a call's work; of a subagent all that it did. */
export function taskBlock(view: View, task: TaskStep, nested: Nested): Markup {
  const { spec, background, seq } = task
  const where = background ? 'in the background, ' : ''
  const about = markup`<p class="quiet">${view.mark(seq)}task ${seq}: ${where}${endOf(task)}</p>`
  if (spec.kind === 'command') return about
  const prompt = proseBlock(view, spec.prompt, { seq, most: 4000 })
  return markup`${about}<div class="agent"><p><b>${spec.role}</b> was told:</p>${prompt}${inside(task, nested)}</div>`
}

function endOf({ status, end, ms }: TaskStep): string {
  const took = ms === null ? '' : ` after ${formatDuration(ms)}`
  if (end?.kind === 'exited') {
    const stopped = end.stopped === undefined ? '' : `, stopped: ${end.stopped}`
    return `${end.code === null ? `ended by ${end.signal ?? 'a signal'}` : `exit code ${end.code}`}${took}${stopped}`
  }
  if (end?.kind === 'failed') return `not started: ${end.message}`
  return `${end?.kind === 'reported' ? end.reason : status}${took}`
}

function inside({ trace, session }: TaskStep, nested: Nested): Value {
  if (!trace) return session === null ? null : markup`<p class="quiet">session ${session}</p>`
  const { turns, errors, ended, cost } = summaryOf(trace)
  const reason = ended?.reason ?? null
  const facts = [counted(turns, 'turn'), ...(cost === null ? [] : [formatCost(cost)])].join(', ')
  const wrong = errors.length === 0 ? null : statusMark('bad', counted(errors.length, 'error'))
  return markup`<details class="nested"><summary>What it did <small>${facts}</small> ${statusMark(toneOfEnd(reason), reason ?? 'open')} ${wrong}</summary>
<div class="timeline">${nested(trace)}</div></details>`
}
