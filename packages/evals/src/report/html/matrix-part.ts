import { markup, type Markup } from '@harness/traces/page'
import type { Report } from '../report.ts'
import { addressOf, shapeOf, wordOf } from './status-mark.ts'

/** Every repeat of every case as a mark that leads to it. */
export function matrixPart({ cases }: Report): Markup {
  const rows = cases.map(
    ({ id, attempts, passed, scored }, place) =>
      markup`<tr><th scope="row">${id}</th><td>${passed}/${scored}</td><td class="marks">${attempts.map(
        (attempt) =>
          markup`<a class="${attempt.status}" href="#${addressOf(place, attempt.repeat)}" aria-label="${`#${attempt.repeat} ${wordOf(attempt)}`}">${shapeOf(attempt)}</a>`,
      )}</td></tr>
`,
  )
  return markup`<section class="matrix"><h2>Cases and attempts</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Cases and attempts"><table><thead><tr><th scope="col">case</th><th scope="col">passed</th><th scope="col" class="left">attempts</th></tr></thead><tbody>
${rows}</tbody></table></div></section>
`
}
