import { markup, type Markup, type Value } from '@harness/traces/page'
import { oneLine } from '../../score/one-line.ts'
import type { CaseReport, Report } from '../report.ts'
import { attemptPart } from './attempt-part.ts'
import { addressOf, type Status } from './status-mark.ts'

/** The cases with their attempts, and which of them are shown. */
export function casesPart({ cases, totals }: Report): Markup {
  return markup`<section class="cases" id="cases"><h2>Attempts</h2>
${filter(totals)}
${cases.map((one, place) => casePart(one, place, totals.attempts > mostWhole))}</section>
`
}

function filter(counts: Record<Status, number>): Markup {
  const kinds: readonly (readonly [string, string, number | null])[] = [
    ['all', 'all', null],
    ['passed', 'passed', counts.passed],
    ['failed', 'failed', counts.failed],
    ['infrastructure', 'not measured', counts.infrastructure],
    ['open', 'not over', counts.open],
  ]
  const choices: Value = kinds.map(([kind, word, count]) =>
    count === 0
      ? null
      : markup`<label><input type="radio" name="shown" id="show-${kind}"${kind === 'all' ? markup` checked` : null}> ${word}${count === null ? '' : ` (${count})`}</label> `,
  )
  return markup`<fieldset class="filter"><legend>Show</legend>${choices}</fieldset>`
}

/** Attempts of which all is told; of more, only what did not pass is told in full. */
const mostWhole = 1000

function casePart(
  { id, task, tags, scored, passed, attempts }: CaseReport,
  place: number,
  isBrief: boolean,
): Markup {
  const kinds = [...new Set(attempts.map(({ status }) => `has-${status}`))].join(' ')
  return markup`<section class="case ${kinds}"><h3>${id} <small>${passed} of ${scored} passed${tags.length === 0 ? '' : `, ${tags.join(', ')}`}</small></h3>
<p class="task">${oneLine(task, isBrief ? 120 : 300)}</p>
${attempts.map((attempt) => attemptPart(attempt, { address: addressOf(place, attempt.repeat), isBrief }))}</section>
`
}
