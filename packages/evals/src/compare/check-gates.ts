// Conditions on a report, for pipelines: `pass_rate>=0.9`, `tag:smoke.failed=0`, `case:ID=passed`, `regressed=0`.
import { EvalsError } from '../evals-error.ts'
import type { Report, Totals } from '../report/report.ts'
import type { Comparison } from './comparison.ts'

/** What became of one condition. */
export interface GateResult {
  condition: string
  passed: boolean
  /** What was found, in one line. */
  message: string
}

const measures = {
  pass_rate: ({ passRate }: Totals) => passRate?.value ?? null,
  lower_bound: ({ passRate }: Totals) => passRate?.low ?? null,
  first_try_rate: ({ firstTryRate }: Totals) => firstTryRate?.value ?? null,
  passed: ({ passed }: Totals) => passed,
  failed: ({ failed }: Totals) => failed,
  assisted: ({ assisted }: Totals) => assisted,
  infrastructure: ({ infrastructure }: Totals) => infrastructure,
  open: ({ open }: Totals) => open,
  cost: ({ cost }: Totals) => cost,
} as const satisfies Record<string, (totals: Totals) => number | null>

/** What is a share: 90 would be a slip that no run can mend. */
const shares: readonly string[] = ['pass_rate', 'lower_bound', 'first_try_rate']

const movements = ['regressed', 'fixed'] as const

const possible = `${Object.keys(measures).join(', ')} and, against another run, ${movements.join(', ')}, each with >=, <=, >, < or = and a number; not_worse; tag:NAME.MEASURE; case:ID=passed or case:ID=failed`

/**
 * Whether a report is as conditions want it. Rates are shares: 0.9. `regressed`, `fixed` and `not_worse` need `comparison`:
 * the one with the report as B. What is not known holds no condition: a rate of nothing scored, a cost with an unknown price, what
 * moved where no case is scored on both sides. Throws `bad_gate` for a condition that means nothing.
 */
export function checkGates(
  report: Report,
  conditions: readonly string[],
  comparison?: Comparison,
): GateResult[] {
  const parsed = conditions.map((condition) => ({ condition, check: parse(condition, report) }))
  const needs = parsed.find(({ check }) => check.kind === 'compared')
  if (needs && !comparison) {
    throw bad(needs.condition, 'it needs a run to compare with: name two')
  }
  return parsed.map(({ condition, check }) => ({
    condition,
    ...(check.kind === 'compared' ? check.of(comparison ?? null) : check.of()),
  }))
}

type Found = Omit<GateResult, 'condition'>
type Check =
  | { kind: 'own'; of: () => Found }
  | { kind: 'compared'; of: (comparison: Comparison | null) => Found }

function parse(condition: string, report: Report): Check {
  const text = condition.trim()
  if (text === 'not_worse') return { kind: 'compared', of: notWorse }
  if (text.startsWith('case:')) return caseCheck(condition, text.slice(5), report)
  const found = /^(?<name>.+?)\s*(?<sign>>=|<=|==|=|>|<)\s*(?<number>-?\d+(?:\.\d+)?|\.\d+)$/u.exec(
    text,
  )
  const { name = '', sign = '', number = '' } = found?.groups ?? {}
  if (!found) throw bad(condition, 'it is no NAME, sign and number')
  const holds = (value: number | null): Found => ({
    passed: value !== null && compare(value, sign, Number(number)),
    message: value === null ? `${name} is not known` : `${name} is ${shown(value)}`,
  })
  const movement = movements.find((one) => one === name)
  if (movement) {
    return {
      kind: 'compared',
      of: (comparison) =>
        holds(
          comparison?.difference
            ? comparison.cases.filter((one) => one.movement === movement).length
            : null,
        ),
    }
  }
  const { totals, measure } = totalsOf(condition, name, report)
  const isShare = shares.some((share) => name === share || name.endsWith(`.${share}`))
  if (isShare && Number(number) > 1) {
    throw bad(condition, 'a rate is a share, from 0 to 1: 0.9 is 90 %')
  }
  return { kind: 'own', of: () => holds(measure(totals)) }
}

function totalsOf(condition: string, name: string, report: Report) {
  const dot = name.startsWith('tag:') ? name.lastIndexOf('.') : -1
  const tag = dot > 4 ? name.slice(4, dot) : null
  const measure = new Map<string, (totals: Totals) => number | null>(Object.entries(measures)).get(
    tag === null ? name : name.slice(dot + 1),
  )
  if (!measure) throw bad(condition, 'there is no such measure')
  const totals = tag === null ? report.totals : new Map(Object.entries(report.tags)).get(tag)
  if (!totals) {
    const tags = Object.keys(report.tags)
    throw bad(
      condition,
      `no case has the tag ${String(tag)}; there ${tags.length === 0 ? 'are none' : `is ${tags.slice(0, 20).join(', ')}`}`,
    )
  }
  return { totals, measure }
}

function caseCheck(condition: string, text: string, report: Report): Check {
  const place = text.lastIndexOf('=')
  const [id, wanted] = [text.slice(0, place).trim(), text.slice(place + 1).trim()]
  if (place < 1 || (wanted !== 'passed' && wanted !== 'failed')) {
    throw bad(condition, 'a case is =passed or =failed')
  }
  const found = report.cases.find((one) => one.id === id)
  if (!found) throw bad(condition, `there is no case ${id} in the run`)
  const { scored, passed } = found
  const isWhole = scored > 0 && passed === (wanted === 'passed' ? scored : 0)
  return {
    kind: 'own',
    of: () => ({ passed: isWhole, message: `${id} passed ${passed} of ${scored} attempts` }),
  }
}

const notWorse = (comparison: Comparison | null): Found => ({
  passed: comparison?.difference ? comparison.decision !== 'worse' : false,
  message: comparison?.difference
    ? `the verdict is: ${comparison.decision}`
    : 'no case is scored on both sides',
})

/** A sum of shares may be off in its last digits: six times four fifths are less than 4.8. */
const rounded = (value: number): number => Math.round(value * 1e9) / 1e9

function compare(found: number, sign: string, limit: number): boolean {
  const [value, wanted] = [rounded(found), rounded(limit)]
  if (sign === '>=') return value >= wanted
  if (sign === '<=') return value <= wanted
  if (sign === '>') return value > wanted
  if (sign === '<') return value < wanted
  return value === wanted
}

/** With as many digits as tell on which side of a condition it is. */
const shown = (value: number): string => String(rounded(value))

const bad = (condition: string, why: string): EvalsError =>
  new EvalsError(
    'bad_gate',
    `The condition ${JSON.stringify(condition)}: ${why}. Possible: ${possible}.`,
  )
