import type { EvalBody } from '../../record/eval-event.ts'
import type { EvalOptions } from '../eval-options.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Plan } from './plan-of.ts'

type Begun = Extract<EvalBody, { type: 'x.eval.begun' }>['data']

/** How many cases are named. */
const named = 5

/** Why a run cannot be gone on with: how what it was begun with differs from what is given; empty when it can. */
export function whatDiffers(
  begun: Begun,
  { suite, subject }: Pick<EvalOptions, 'suite' | 'subject'>,
  plan: Plan,
): string[] {
  const { name } = suite.suite
  const differences: string[] = []
  if (begun.suite.name !== name) {
    return [`it is a run of the suite "${begun.suite.name}", and this is "${name}"`]
  }
  if (begun.subject.name !== subject.name) {
    differences.push(`it measures ${begun.subject.name}, and this is ${subject.name}`)
  }
  for (const key of new Set([...Object.keys(begun.subject.facts), ...Object.keys(subject.facts)])) {
    const [was, is] = [begun.subject.facts[key], subject.facts[key]].map((value) =>
      value === undefined ? 'nothing' : canonicalJson(value),
    )
    if (was !== is) differences.push(`the subject's ${key} was ${was}, and is ${is}`)
  }
  return [...differences, ...planDifferences(begun.plan, plan)]
}

function planDifferences(was: Plan, is: Plan): string[] {
  const now = new Map(is.map((one) => [one.case, one]))
  const before = new Map(was.map((one) => [one.case, one]))
  const both = was.flatMap((one) => {
    const other = now.get(one.case)
    return other ? [{ one, other }] : []
  })
  return [
    said(
      'are gone',
      was.filter((one) => !now.has(one.case)).map((one) => one.case),
    ),
    said(
      'are new',
      is.filter((one) => !before.has(one.case)).map((one) => one.case),
    ),
    said(
      'say something else, or their workspaces hold something else',
      both.filter(({ one, other }) => one.hash !== other.hash).map(({ one }) => one.case),
    ),
    said(
      'are to be repeated another number of times',
      both.filter(({ one, other }) => one.repeats !== other.repeats).map(({ one }) => one.case),
    ),
  ].flat()
}

function said(what: string, cases: readonly string[]): string[] {
  if (cases.length === 0) return []
  const more = cases.length > named ? ` and ${cases.length - named} more` : ''
  return [`cases ${what}: ${cases.slice(0, named).join(', ')}${more}`]
}
