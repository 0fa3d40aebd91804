import { markup, type Markup, type Value } from './markup.ts'
import { hasFailed, type Summary } from '../model/summary.ts'
import type { View } from './view.ts'
import type { ModelStep, Step } from '../model/trace.ts'

/** A table of contents: for each run a small square for each of its turns, with a mark where something went wrong. */
export function contents(view: View, { errors, files, tools }: Summary): Markup {
  const sections = [
    errors.length > 0 ? markup`<li><a href="#errors">Errors</a></li>` : null,
    files.length > 0 ? markup`<li><a href="#files">Files</a></li>` : null,
    tools.length > 0 ? markup`<li><a href="#tools">Tools</a></li>` : null,
    markup`<li><a href="#timeline">Timeline</a></li>`,
  ]
  return markup`<nav class="contents" aria-label="Contents"><details><summary>Contents</summary>
<ul>${sections}</ul>
${runsOf(view)}</details></nav>
`
}

function runsOf(view: View): Markup[] {
  const runs: { step: Step; turns: ModelStep[] }[] = []
  for (const step of view.trace.steps) {
    if (step.kind === 'run') runs.push({ step, turns: [] })
    if (step.kind === 'model') runs.at(-1)?.turns.push(step)
  }
  return runs.map(
    ({ step, turns }) =>
      markup`<h2><a href="#${view.idOf(step.seq)}">Run ${step.kind === 'run' ? step.number : ''}</a></h2><ol>${turns.map((turn) => square(view, turn))}</ol>
`,
  )
}

function square(view: View, step: ModelStep): Value {
  const isBad = step.failure !== null || step.calls.some(hasFailed)
  const address = view.idOf(step.seq)
  return isBad
    ? markup`<li><a class="bad" href="#${address}" title="turn ${step.turn}, with an error">${step.turn}<span aria-hidden="true">!</span></a></li>`
    : markup`<li><a href="#${address}">${step.turn}</a></li>`
}
