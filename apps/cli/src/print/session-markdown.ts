import type { ExportedEntry, SessionExport } from '@harness/sdk'
import { callMarkdown } from './call-markdown.ts'
import { counted, formatCost, formatCount } from './format.ts'
import { plainLine, plainText } from './plain-text.ts'

/** A session for people to read: what was said, what was done, what it cost. */
export const sessionMarkdown = (session: SessionExport): string =>
  [head(session), ...session.entries.map(section)]
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n')

function head(session: SessionExport): string {
  const { id, title, workspace, model, createdAt, turns, usage, cost, parent, forkedFrom } = session
  const spent = `${formatCount(usage.inputTokens)} → ${formatCount(usage.outputTokens)} tokens`
  const facts = [
    ['Session', id],
    ...(parent === null ? [] : [['Subagent of', parent]]),
    ...(forkedFrom === null
      ? []
      : [['Fork of', `${forkedFrom.session} at event ${forkedFrom.at}`]]),
    ['Begun', timeOf(createdAt)],
    ...(workspace === null ? [] : [['Folder', workspace]]),
    ...(model === null ? [] : [['Model', model]]),
    ['Took', `${counted(turns, 'turn')}, ${spent}, ${formatCost(cost)}`],
  ]
  const lines = facts.map(([name = '', fact = '']) => `- ${name}: ${plainLine(fact)}`)
  return `# ${plainLine(title ?? id)}\n\n${lines.join('\n')}`
}

const timeOf = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`

function section(entry: ExportedEntry): string {
  switch (entry.kind) {
    case 'input':
      return `## ${entry.from === 'person' ? 'Person' : `From the ${entry.from}`}\n\n${quoted(entry.text)}`
    case 'reply':
      return reply(entry)
    case 'call':
      return callMarkdown(entry)
    case 'failure':
      return `**The model did not answer** (${plainLine(entry.code)}): ${plainLine(entry.message)}`
    case 'compaction':
      return `---\n\n*Made shorter for the model: ${plainLine(`${entry.status} ${entry.detail}`)}*`
    case 'end':
      return `---\n\n*${endOf(entry)}*`
  }
}

function reply(entry: Extract<ExportedEntry, { kind: 'reply' }>): string {
  const { text, reasoning, usage, cost } = entry
  const tokens = usage
    ? `${formatCount(usage.inputTokens)} → ${formatCount(usage.outputTokens)} tokens`
    : ''
  const took = [tokens, ...(cost === null ? [] : [formatCost(cost)])].filter((part) => part !== '')
  const thoughts =
    reasoning.trim() === ''
      ? []
      : [`<details><summary>Reasoning</summary>\n\n${quoted(reasoning)}\n\n</details>`]
  return [
    `## Model${took.length === 0 ? '' : ` (${took.join(', ')})`}`,
    ...thoughts,
    ...(text.trim() === '' ? [] : [plainText(text).trim()]),
  ].join('\n\n')
}

const endOf = ({ reason, detail }: Extract<ExportedEntry, { kind: 'end' }>): string =>
  `The run ended: ${plainLine(reason)}${detail === '' ? '' : `, ${plainLine(detail)}`}.`

const quoted = (text: string): string =>
  plainText(text)
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
