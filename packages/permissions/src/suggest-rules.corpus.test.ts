// What is suggested for other projects' commands, all of it allowed at once. The corpora are no part of this project.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PermissionRule } from '@harness/kernel'
import { expect, test } from 'vitest'
import { parseRule, rulePolicy } from './index.ts'
import { textOf, type Command } from './shell/command.ts'
import { loadBash } from './shell/load-bash.ts'
import { partsOf, type Part } from './shell/parts-of.ts'
import { parseCommand } from './shell/read-command.ts'

const corpora = process.env['HARNESS_CORPORA']
const policy = rulePolicy()
/** With one command of so many: each is judged with the rules of all. */
const step = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 3 : 1

const decide = async (target: string, rules: PermissionRule[] = []) => {
  const prepared = { effect: 'other', access: 'command', target } as const
  return policy.decide({ tool: 'shell', prepared }, { mode: 'ask', rules, person: true })
}

/** The commands that are not known to only read, with what runs in the others. */
const unknownOf = (parts: readonly Part[]): Command[] =>
  parts.flatMap(({ command, inside, why }) => (why === undefined ? unknownOf(inside) : [command]))

test.skipIf(!corpora)('no command is allowed by it that has a part of its own', async () => {
  const lines = readFileSync(join(corpora ?? '', 'shell-safety.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
  const all: string[] = [...new Set(lines.map((line) => JSON.parse(line).command))]
  const commands = all.filter((_, at) => at % step === 0)
  const judged = await Promise.all(
    commands.map(async (command) => ({ command, verdict: await decide(command) })),
  )
  const suggested = judged.flatMap(({ verdict }) => verdict.suggestions ?? [])
  const texts = new Set(suggested)
  const rules = [...texts].map((text) => parseRule(text, 'allow', 'answer'))
  const parser = await loadBash()
  const strange: string[] = []
  let [own, others] = [0, 0]
  for (const { command, verdict } of judged) {
    if (verdict.decision === 'allow') continue
    const isAllowed = (await decide(command, rules)).decision === 'allow'
    if (verdict.suggestions) own += isAllowed ? 1 : 0
    else others += isAllowed ? 1 : 0
    if (!isAllowed) {
      if (verdict.suggestions) strange.push(`not allowed: ${command}`)
      continue
    }
    const reading = parseCommand(command, parser)
    const parts = reading.kind === 'read' ? unknownOf(partsOf(reading.commands, parser)) : []
    for (const { words, source } of parts) {
      if (!texts.has(`shell(${textOf(words)})`)) strange.push(`${source} in ${command}`)
    }
  }
  const asked = judged.filter(({ verdict }) => verdict.decision === 'ask').length
  process.stdout.write(
    `${asked} asked, ${texts.size} rules suggested for ${own} of them, ${others} others allowed by them\n`,
  )
  expect(strange).toEqual([])
  expect(own).toBeGreaterThan(100)
})
