import { join } from 'node:path'
import type { AttemptReport, CaseReport, Report } from '@harness/evals'
import { coloursFor } from '../colours.ts'
import { counted, formatCost, formatCount, formatDuration, shorten } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import type { Screen } from '../screen.ts'
import { shownPath } from '../shown-path.ts'
import { widthOf } from '../text-width.ts'
import { passRate } from './pass-rate.ts'

/** Rows of a table on a terminal; more stand in the reports. */
const mostRows = 40
const mostFailures = 12

type Colour = ReturnType<typeof coloursFor>

/** What a run came to, in a screen or two. */
export function runSummary(report: Report, folder: string, screen: Screen): string {
  const colour = coloursFor(screen)
  const width = screen.isTTY ? Math.max(40, (screen.columns || 80) - 1) : Infinity
  const failed = report.cases.flatMap((each) =>
    each.attempts.flatMap((attempt) =>
      attempt.status === 'failed' || attempt.status === 'infrastructure'
        ? [{ id: each.id, attempt }]
        : [],
    ),
  )
  const blocks = [
    headOf(report),
    tableOf(report.cases, colour, width),
    failed
      .slice(0, mostFailures)
      .map(({ id, attempt }) => failureOf(id, attempt, { colour, width }))
      .concat(failed.length > mostFailures ? [`  and ${failed.length - mostFailures} more`] : []),
    placesOf(folder, failed[0]?.attempt ?? report.cases[0]?.attempts[0]),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function headOf({ run, totals }: Report): string[] {
  const { passed, failed, firstTry, assisted, infrastructure, open, usage } = totals
  const states = {
    finished: `finished in ${formatDuration(run.wallMs)}`,
    stopped: 'stopped, to be resumed',
    cost: 'stopped: the money is spent',
    open: 'not over',
  }
  const left = [
    ...(infrastructure > 0 ? [`infrastructure ${infrastructure} (not counted)`] : []),
    ...(open > 0 ? [`not begun or not over ${open}`] : []),
  ]
  const tokens = formatCount(usage.inputTokens + usage.outputTokens)
  return [
    `${plainLine(run.suite.name)} · ${plainLine(run.subject.name)}: ${states[run.state]}`,
    `  ${passed} of ${counted(passed + failed, 'attempt')} passed: ${passRate(totals.passRate)}`,
    `  ${[`first try ${firstTry}`, `assisted ${assisted}`, `failed ${failed}`, ...left].join(', ')}`,
    `  ${tokens} tokens, ${costsOf(totals)}`,
  ]
}

/** What was paid: for attempts, and beside them for grades and for tries that came to nothing. */
function costsOf({ cost, gradeCost, lostCost }: Report['totals']): string {
  return [
    formatCost(cost),
    ...(gradeCost === 0 ? [] : [`grades ${formatCost(gradeCost)}`]),
    ...(lostCost === 0 ? [] : [`tries that broke ${formatCost(lostCost)}`]),
  ].join(', ')
}

const marks = { passed: '✓', assisted: '◐', failed: '✗', infrastructure: '!', open: '·' } as const
const words = {
  passed: 'passed',
  assisted: 'passed after feedback',
  failed: 'failed',
  infrastructure: 'infrastructure',
  open: 'open',
} as const
const colours = {
  passed: 'green',
  assisted: 'green',
  failed: 'red',
  infrastructure: 'yellow',
  open: 'dim',
} as const

const markOf = ({ status, assisted }: AttemptReport): keyof typeof marks =>
  status === 'passed' && assisted ? 'assisted' : status

/** A row for each case, a mark for each of its repeats. */
function tableOf(cases: readonly CaseReport[], colour: Colour, width: number): string[] {
  const shown = cases.slice(0, mostRows)
  const widest = Math.max(...shown.map(({ id }) => widthOf(plainLine(id))))
  const room = Math.min(
    widest,
    Number.isFinite(width) ? Math.max(16, Math.floor(width / 2)) : widest,
  )
  const used = new Set(cases.flatMap(({ attempts }) => attempts.map(markOf)))
  const rows = shown.map(({ id, attempts, passed, scored }) => {
    const name = shorten(plainLine(id), room)
    const most = Number.isFinite(width) ? Math.max(4, width - room - 14) : attempts.length
    const row = attempts.slice(0, most).map((each) => {
      const mark = markOf(each)
      return colour(colours[mark], marks[mark])
    })
    const cut = attempts.length > most ? '…' : ''
    const sum = attempts.length > 1 ? `  ${passed}/${scored}` : ''
    return `  ${name}${' '.repeat(room - widthOf(name))}  ${row.join('')}${cut}${sum}`
  })
  const kinds = Object.entries(words).flatMap(([kind, word]) =>
    [...used].some((each) => each === kind && each !== 'passed' && each !== 'failed')
      ? [`${[...used].flatMap((each) => (each === kind ? [marks[each]] : [])).join('')} ${word}`]
      : [],
  )
  return [
    ...rows,
    ...(cases.length > mostRows ? [`  and ${counted(cases.length - mostRows, 'more case')}`] : []),
    ...(kinds.length > 0 ? [`  ${kinds.join('   ')}`] : []),
  ]
}

function failureOf(
  id: string,
  { repeat, status, failure, reason, broken }: AttemptReport,
  { colour, width }: { colour: Colour; width: number },
): string {
  const last = broken.at(-1)
  const isBroken = status === 'infrastructure'
  const mark = isBroken ? 'infrastructure' : 'failed'
  const why = isBroken && last ? `${last.stage}: ${last.message}` : reason
  const what = plainLine(`${id} #${repeat}  ${isBroken ? 'infrastructure' : (failure ?? '')}`)
  const [first, second] = [shorten(what, width - 2), shorten(plainLine(why), width - 4)]
  return `${colour(colours[mark], marks[mark])} ${first}\n    ${second}`
}

function placesOf(folder: string, attempt: AttemptReport | undefined): string[] {
  const at = (name: string) => quoted(shownPath(join(folder, name)))
  const { home, workspace } = attempt?.paths ?? {}
  return [
    `Reports    ${at('report.html')}, .md, .json, junit.xml`,
    ...(home && attempt?.session
      ? [`One trace  HARNESS_HOME=${at(home)} harness trace show ${attempt.session}`]
      : []),
    ...(workspace ? [`Its files  ${at(workspace)}`] : []),
  ]
}

/** As a shell takes it; `~` at the beginning stays what it is. */
const quoted = (path: string): string =>
  /^[\w./~-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`
