import { hookLines } from './ask-block.ts'
import { counted, formatCost, formatCount, formatDuration } from './format.ts'
import { folded, proseBlock, shownContent } from './text-block.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { setupStep } from './setup-step.ts'
import { statusMark, toneOfEnd } from './status.ts'
import type { View } from './view.ts'
import type {
  CompactionStep,
  EndStep,
  HookStep,
  InputStep,
  NoteStep,
  RunStep,
  Step,
} from '../model/trace.ts'

/** Everything of a timeline but turns. */
export function otherStep(view: View, step: Exclude<Step, { kind: 'model' }>): Markup {
  switch (step.kind) {
    case 'setup':
      return setupStep(view, step)
    case 'input':
      return inputStep(view, step)
    case 'run':
      return runStep(step)
    case 'end':
      return endStep(view, step)
    case 'compaction':
      return compactionStep(view, step)
    case 'hook':
      return hookStep(step)
    case 'note':
      return noteStep(view, step)
  }
}

const speakers = { person: 'Person', parent: 'Parent', harness: 'Harness' } as const

function inputStep(view: View, { from, mode, content, seq }: InputStep): Markup {
  const when = mode === 'steer' ? null : markup` <small>${mode}</small>`
  return markup`<h3>${speakers[from]}${when}</h3>${proseBlock(view, shownContent(content), { seq })}`
}

function runStep({ number, turns, ms, end }: RunStep): Markup {
  const took = ms === null ? null : markup`<span class="number">${formatDuration(ms)}</span>`
  const reason = end?.reason ?? null
  return markup`<h2>Run ${number} <span class="facts"><span class="number">${counted(turns, 'turn')}</span>${took}${statusMark(toneOfEnd(reason), reason ?? 'open')}</span></h2>`
}

function endStep(view: View, { end, seq }: EndStep): Markup {
  const { reason, limit, message = '', background = [] } = end
  const which = limit === undefined ? '' : ` of ${limit}`
  const more =
    background.length === 0
      ? null
      : markup`<p class="quiet">In the background: ${background.map((task) => `task ${task}`).join(', ')}</p>`
  const unsure = end.unconfirmed ? markup`<p class="quiet">It did not say so itself.</p>` : null
  return markup`<h3>End of the run ${statusMark(toneOfEnd(reason), `${reason}${which}`)}</h3>${message === '' ? null : proseBlock(view, message, { seq, most: 4000 })}${unsure}${more}`
}

const reasons = {
  window: 'the window was nearly full',
  overflow: 'the provider refused it',
  asked: 'somebody asked for it',
} as const

function compactionStep(view: View, step: CompactionStep): Markup {
  const { reason, outcome, before, after, content, message, ms, cost, seq } = step
  const facts = [
    before > 0 ? `${formatCount(before)} → ${formatCount(after)} tokens` : [],
    ms === null ? [] : formatDuration(ms),
    cost === null ? [] : formatCost(cost),
  ].flat()
  const text = shownContent(content)
  const summary = text === '' ? null : folded(view, { title: 'Summary', text }, { seq })
  const tone =
    outcome === 'failed'
      ? 'bad'
      : outcome === 'compacted'
        ? 'good'
        : outcome === 'open'
          ? 'open'
          : 'held'
  return markup`<h3>${view.mark(step.settled)}Compaction ${statusMark(tone, outcome)} <span class="facts">${facts.map((fact) => markup`<span class="number">${fact}</span>`)}</span></h3><p class="quiet">The conversation was made shorter: ${reasons[reason]}.</p>${message === '' ? null : proseBlock(view, message, { seq, most: 4000 })}${summary}`
}

function hookStep({ event, call, ms, outcome, answers }: HookStep): Markup {
  const about = call === null ? '' : ` of call ${call}`
  const took = ms === null ? '' : `, ${formatDuration(ms)}`
  return markup`<p class="line"><b>Hooks</b> ${event}${about}: ${outcome}${took}</p>${hookLines({ hooks: answers })}`
}

const words = {
  forked: 'Forked',
  renamed: 'Renamed',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
  rewound: 'Files put back',
  task: 'Task',
  retry: 'Tried again',
  vendor: 'Other event',
} as const satisfies Record<NoteStep['note'], string>

function noteStep(view: View, { note, text, task }: NoteStep): Markup {
  return markup`<p class="line"><b>${words[note]}</b> ${taskOf(view, task)}${text}</p>`
}

const taskOf = (view: View, task: NoteStep['task']): Value =>
  task === null
    ? null
    : markup`<a href="#${view.idOf(task.seq)}">task ${task.seq}</a> in the background: ${task.status} `
