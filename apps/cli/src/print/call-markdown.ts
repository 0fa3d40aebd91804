import type { ExportedEntry } from '@harness/sdk'
import { formatDuration } from './format.ts'
import { plainLine, plainText } from './plain-text.ts'

type Call = Extract<ExportedEntry, { kind: 'call' }>

/** Of a longer output people read the beginning and the end; the other formats have all of it. */
const [firstLines, lastLines] = [30, 10]
const longestInline = 80

/** A call of a tool: what it was given, how it went, what came of it. */
export function callMarkdown(call: Call): string {
  const { tool, input, status, durationMs, output, changed, session } = call
  const [only, ...more] = entriesOf(input)
  const inline = only && more.length === 0 && isShort(only[1]) ? ` ${code(only[1])}` : ''
  const took = durationMs === null ? '' : `, ${formatDuration(durationMs)}`
  return [
    `### ${code(tool)}${inline} (${plainLine(status)}${took})`,
    ...(inline === '' ? [...(only ? [only] : []), ...more].map(given) : []),
    ...(output.trim() === '' ? [] : [fenced(bounded(plainText(output).trim()))]),
    ...(changed.length === 0 ? [] : [`Changed: ${changed.map(code).join(', ')}`]),
    ...(session === null ? [] : [`Session of the subagent: ${code(session)}`]),
  ].join('\n\n')
}

/** What it was given, by name. */
function entriesOf(input: Call['input']): [string, string][] {
  if (typeof input === 'string') return input === '' ? [] : [['', input]]
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [['', JSON.stringify(input)]]
  }
  return Object.entries(input).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
}

const isShort = (text: string): boolean => text.length <= longestInline && !text.includes('\n')

function given([name, text]: readonly [string, string]): string {
  const label = name === '' ? '' : `${plainLine(name)}:`
  return isShort(text)
    ? `${label} ${code(text)}`.trim()
    : `${label}\n\n${fenced(bounded(plainText(text)))}`.trim()
}

function bounded(text: string): string {
  const lines = text.split('\n')
  const left = lines.length - firstLines - lastLines
  if (left <= 1) return text
  const [begin, end] = [lines.slice(0, firstLines), lines.slice(-lastLines)]
  return [...begin, `… ${left} lines …`, ...end].join('\n')
}

/** Between marks that do not stand in it. */
function code(text: string): string {
  const plain = plainLine(text)
  if (plain === '') return ''
  const mark = '`'.repeat(longestRun(plain) + 1)
  const space = plain.startsWith('`') || plain.endsWith('`') ? ' ' : ''
  return `${mark}${space}${plain}${space}${mark}`
}

function fenced(text: string): string {
  const mark = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${mark}\n${text}\n${mark}`
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
