import { exactText, type Explanation, type PermissionsView } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import type { Screen } from './screen.ts'

type Rule = PermissionsView['rules'][number]
type Spoken = Explanation['rules'][number]

/** The mode, and a line for each rule: what it decides, what it speaks of, where it stands. */
export function permissionsTable(
  { mode, modeSource, rules }: PermissionsView,
  screen: Screen,
): string {
  const colour = coloursFor(screen)
  const widest = Math.max(mode.length, ...rules.map((rule) => textOf(rule).length))
  const row = (kind: string, text: string, source: string) =>
    `${kind.padEnd(5)}  ${text.padEnd(widest)}  ${colour('dim', exactText(source))}\n`
  const order = ['deny', 'ask', 'allow'] as const
  return [
    row('mode', mode, modeSource),
    ...order.flatMap((decision) =>
      rules
        .filter((rule) => rule.decision === decision)
        .map((rule) => row(decision, textOf(rule), rule.source)),
    ),
  ].join('')
}

/** The verdict and what decides it; then everything that was said on the way. */
export function explanationText(explanation: Explanation, screen: Screen): string {
  const { verdict, mode, rules, parts } = explanation
  const colour = coloursFor(screen)
  const { suggestions = [] } = verdict
  return [
    `${colour('bold', verdict.decision)}, by ${exactText(verdict.rule)}\n`,
    verdict.reason === undefined ? '' : `${exactText(verdict.reason)}\n`,
    section('Rules that speak of it', rules.map(spokenLine)),
    section('Each command by itself', parts.map(partLines)),
    section('Without rules', [`${mode.decision}, by ${exactText(mode.rule)}`]),
    section('What would allow just this', suggestions.map(exactText)),
  ].join('')
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`

const spokenLine = ({ rule, decides }: Spoken): string =>
  `${decides ? '→' : ' '} ${rule.decision} ${textOf(rule)}  ${exactText(rule.source)}`

const partLines = ({ source, verdict }: Explanation['parts'][number]): string =>
  `${verdict.decision.padEnd(5)}  ${exactText(source).replaceAll('\n', ' ')}  by ${exactText(verdict.rule)}`

/** As it is written; a rule of a switch speaks of a way to touch the world. */
function textOf({ tool, pattern, access }: Rule): string {
  const what = access === undefined ? tool : tool === '*' ? `every ${access}` : `${tool}, ${access}`
  return exactText(pattern === undefined ? what : `${what}(${pattern})`)
}
