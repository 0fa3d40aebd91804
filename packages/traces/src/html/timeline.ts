import { formatOffset, formatTime } from './format.ts'
import { markup, type Markup } from './markup.ts'
import { modelStep } from './model-step.ts'
import { otherStep } from './other-step.ts'
import { turnMs } from './time-bar.ts'
import type { View } from './view.ts'
import type { RunStep, Step, Trace } from '../model/trace.ts'

/** All that happened, in its order; what was said before a run stands under its title. */
export function* timeline(view: View): Generator<Markup> {
  const { steps } = view.trace
  const shown = new Set(steps.flatMap(seqsOf))
  const longest = longestTurns(steps)
  const nested = (trace: Trace) => [...timeline(view.within(trace))]
  yield markup`${othersAfter(view, view.trace.first.seq - 1, shown)}`
  let held: Step[] = []
  let run: RunStep | null = null
  const drawn = function* (group: readonly Step[]) {
    for (const step of group)
      yield article(view, step, { others: othersOf(view, step, shown), what: stepOf(step) })
  }
  const stepOf = (step: Step): Markup =>
    step.kind === 'model'
      ? modelStep(view, step, { nested, longest: longest.get(run) ?? 0 })
      : otherStep(view, step)
  for (const step of steps) {
    if (step.kind === 'run') {
      run = step
      yield* drawn([step, ...held])
      held = []
    } else if (run === null) held.push(step)
    else yield* drawn([step])
    if (step.kind === 'end') run = null
  }
  yield* drawn(held)
}

interface Drawn {
  others: readonly Markup[]
  what: Markup
}

function article(view: View, step: Step, { others, what }: Drawn): Markup {
  const { seq, at, kind } = step
  const since = formatOffset(at - view.trace.first.at)
  const id = view.idOf(seq)
  return markup`<article class="step of-${kind} ${sizeOf(step)}">${view.mark(seq)}${others}
<p class="at"><a href="#${id}">#${seq}</a> <time title="${formatTime(at)} UTC">${since}</time></p>
<div class="what">${what}</div></article>
`
}

/** About how high it will be, for a browser that has not drawn it yet. */
function sizeOf(step: Step): string {
  if (step.kind !== 'model') return step.kind === 'input' ? 'h1' : 'h0'
  const lines =
    step.text.length / 80 +
    step.calls.length * 6 +
    step.calls.flatMap(({ asks }) => asks).length * 4
  return lines < 6 ? 'h1' : lines < 14 ? 'h2' : lines < 40 ? 'h3' : 'h4'
}

/** The events that no step names: an address with one of them leads to the step that they belong to. */
function othersOf(view: View, step: Step, shown: ReadonlySet<number>): Markup[] {
  return seqsOf(step).flatMap((seq) => othersAfter(view, seq, shown))
}

function othersAfter(view: View, after: number, shown: ReadonlySet<number>): Markup[] {
  const marks: Markup[] = []
  for (let seq = after + 1; seq <= view.trace.last.seq && !shown.has(seq); seq++) {
    const mark = view.mark(seq)
    if (!mark) break
    marks.push(mark)
  }
  return marks
}

/** The events that a step shows. */
function seqsOf(step: Step): number[] {
  if (step.kind === 'compaction') return [step.seq, step.settled ?? step.seq]
  if (step.kind !== 'model') return [step.seq]
  const calls = step.calls.flatMap((call) => [
    ...call.judgements.map(({ seq }) => seq),
    ...call.asks.map(({ seq }) => seq),
    call.task?.seq ?? [],
    call.settled ?? [],
  ])
  return [step.seq, step.settled ?? step.seq, calls.flat()].flat()
}

/** Of each run its longest turn, in milliseconds. */
function longestTurns(steps: readonly Step[]): Map<RunStep | null, number> {
  const longest = new Map<RunStep | null, number>()
  let run: RunStep | null = null
  for (const step of steps) {
    if (step.kind === 'run') run = step
    if (step.kind === 'end') run = null
    if (step.kind === 'model') longest.set(run, Math.max(longest.get(run) ?? 0, turnMs(step)))
  }
  return longest
}
