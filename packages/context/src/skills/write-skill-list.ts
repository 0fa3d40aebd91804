import { beginningOf } from '@harness/kernel'
import type { Skill } from './skill.ts'

/** Characters. A description of this length is some hundred tokens. */
const mostOfDescription = 400
const mostOfList = 24_000
const mostOfNames = 2000

const opening = `# Skills

Instructions for certain kinds of work. When a task fits one, call skill with its name before you begin.
`

/**
 * What stands in a system prompt of skills: their names and descriptions in the given order; empty without any. The same
 * skills give the same bytes. A description is cut at 400 characters and the list at 24000, and both are told; the skills
 * that are not described are named as far as 2000 characters go.
 */
export function writeSkillList(skills: readonly Skill[]): string {
  if (skills.length === 0) return ''
  const lines: string[] = []
  const others: string[] = []
  let room = mostOfList
  for (const skill of skills) {
    const line = lineOf(skill)
    if (line.length < room) {
      room -= line.length + 1
      lines.push(line)
    } else others.push(skill.name)
  }
  return [opening, ...lines, ...closing(others)].join('\n')
}

function lineOf({ name, description }: Skill): string {
  if (description.length <= mostOfDescription) return `- ${name}: ${description}`
  const beginning = description.slice(0, mostOfDescription).toWellFormed()
  const words = beginning.replace(/\s+\S*$/, '')
  return `- ${name}: ${words} … (cut)`
}

function closing(names: readonly string[]): string[] {
  if (names.length === 0) return []
  const listed = names.join(', ')
  const shown =
    listed.length > mostOfNames ? `${beginningOf(listed, mostOfNames)} … and others` : listed
  return [`\n[${names.length} more have no room for a description: ${shown}]`]
}
