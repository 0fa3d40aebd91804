// Commands that other projects labelled, judged without rules in the default mode. The corpora are no part of this project.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Decision } from '@harness/kernel'
import { expect, test } from 'vitest'
import { parseRule, rulePolicy } from '../index.ts'
import { arguedRows } from './__fixtures__/argued-rows.ts'

const corpora = process.env['HARNESS_CORPORA']
const policy = rulePolicy()

interface Row {
  command: string
  expect: string
  gate: string
  source: string
  defaultDecision: string
  decision: string
  prefixRules?: { decision: 'allow' | 'ask_user' | 'deny'; prefix: string }[]
}

const rows = (file: string): Row[] =>
  readFileSync(join(corpora ?? '', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

async function decide(command: string, rules: ReturnType<typeof parseRule>[] = []) {
  const prepared = { effect: 'other', access: 'command', target: command } as const
  const verdict = await policy.decide(
    { tool: 'shell', prepared },
    { mode: 'ask', rules, person: true },
  )
  return verdict.decision
}

/** How many rows of each kind came to what. */
function table(of: readonly [kind: string, decision: Decision][]): string {
  const counts = new Map<string, Record<Decision, number>>()
  for (const [kind, decision] of of) {
    const count = counts.get(kind) ?? { allow: 0, ask: 0, deny: 0 }
    count[decision] += 1
    counts.set(kind, count)
  }
  const lines = [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([kind, { allow, ask, deny }]) => {
      const share = ((100 * allow) / (allow + ask + deny)).toFixed(1)
      return `${kind}: ${allow + ask + deny} rows, ${allow} allowed (${share} %), ${ask} asked, ${deny} denied`
    })
  return lines.join('\n')
}

const print = (text: string): boolean => process.stdout.write(`${text}\n`)

const id = (command: string) => createHash('sha256').update(command).digest('hex').slice(0, 12)
const project = ({ source }: Row) => source.split('@')[0] ?? source
const argued = new Map(arguedRows.map((row) => [row.id, row]))

test.skipIf(!corpora)('what is not safe is asked about, what only reads is not', async () => {
  const judged = await Promise.all(
    rows('shell-safety.jsonl').map(async (row) => ({ row, decision: await decide(row.command) })),
  )
  const gated = (gate: string) => judged.filter(({ row }) => row.gate === gate)
  print(table(judged.map(({ row, decision }) => [`${row.gate}, ${row.expect}`, decision])))
  for (const gate of ['hard', 'recall-core'])
    print(table(gated(gate).map(({ row, decision }) => [`${gate}: ${project(row)}`, decision])))
  const allowed = gated('hard').filter(({ decision }) => decision === 'allow')
  const unexplained = allowed.filter(({ row }) => argued.get(id(row.command))?.gate !== 'hard')
  expect(unexplained.map(({ row }) => row.command)).toEqual([])
  const core = gated('recall-core')
  const asked = core.filter(({ decision }) => decision !== 'allow').map(({ row }) => row.command)
  expect(1 - asked.length / core.length).toBeGreaterThanOrEqual(0.9)
  expect(asked.filter((command) => argued.get(id(command))?.gate !== 'recall')).toEqual([])
  const inPlace = gated('hard-if-path-policy').filter(({ decision }) => decision === 'allow')
  expect(inPlace.map(({ row }) => row.command)).toEqual([])
})

test.skipIf(!corpora)('nothing dangerous runs without a question', async () => {
  const judged = await Promise.all(
    rows('shell-dangerous.jsonl').map(async (row) => ({
      row,
      decision: await decide(row.command),
    })),
  )
  print(table(judged.map(({ row, decision }) => [`${row.expect}: ${project(row)}`, decision])))
  const allowed = judged.filter(
    ({ row, decision }) => row.expect === 'dangerous' && decision === 'allow',
  )
  expect(allowed.map(({ row }) => row.command)).toEqual([])
})

test.skipIf(!corpora)(
  'rules over the beginnings of commands decide as elsewhere, or ask',
  async () => {
    const given = rows('shell-rules.jsonl').filter(
      ({ prefixRules = [], defaultDecision }) =>
        prefixRules.length > 0 && defaultDecision === 'ask_user',
    )
    const judged = await Promise.all(
      given.map(async (row) => {
        const rules = (row.prefixRules ?? []).map(({ decision, prefix }) =>
          parseRule(`shell(${prefix} *)`, decision === 'ask_user' ? 'ask' : decision, 'corpus'),
        )
        return { row, decision: await decide(row.command, rules), bare: await decide(row.command) }
      }),
    )
    print(table(judged.map(({ row, decision }) => [`elsewhere ${row.decision}`, decision])))
    const looser = judged.filter(
      ({ row, decision, bare }) =>
        decision === 'allow' && row.decision !== 'allow' && bare !== 'allow',
    )
    expect(looser).toEqual([])
    const forbids = ({ prefixRules }: Row) => prefixRules?.some((one) => one.decision === 'deny')
    const denied = judged.filter(({ row }) => row.decision === 'deny' && forbids(row))
    expect(denied.filter(({ decision }) => decision !== 'deny')).toEqual([])
  },
)
