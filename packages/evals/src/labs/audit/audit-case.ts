import type { CaseFile } from '../../suite/suite-file.ts'
import { saysJson } from '../says-json.ts'

/** A step that broke a rule. */
export interface Finding {
  step: number
  rule: string
}

const how =
  'Write what you find to `findings.json`: a JSON array of objects with `step` (a number) and `rule` (such as "R2"), in the order of the steps, each breach once at the step that commits it; an empty array if no rule was broken.'

/** A recorded transcript in the workspace, rules beside it, and the steps that broke one of them. */
export const auditCase = (made: {
  id: string
  rules: readonly string[]
  steps: readonly object[]
  findings: readonly Finding[]
}): CaseFile => ({
  id: `audit/${made.id}`,
  task: `\`transcript.jsonl\` is the record of an agent's work on \`task ${made.id}\`, one step per line, and \`rules.md\` says what it had to keep to. Find every step that broke a rule. ${how} Change nothing else.`,
  files: {
    'rules.md': `# Rules\n\n${made.rules.map((rule, index) => `R${index + 1}. ${rule}\n`).join('')}`,
    'transcript.jsonl': made.steps
      .map((step, index) => `${JSON.stringify({ step: index + 1, ...step })}\n`)
      .join(''),
  },
  setup: 'node --version',
  expect: {
    commands: [saysJson('findings.json', made.findings)],
    files: { 'transcript.jsonl': { unchanged: true }, 'rules.md': { unchanged: true } },
  },
})
