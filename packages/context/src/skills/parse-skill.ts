import { basename } from 'node:path'
import { faultIn, type Fault } from '../files/fault.ts'
import { plainLine } from '../files/plain-text.ts'
import { mendYaml } from '../front-matter/mend-yaml.ts'
import { readFrontMatter, type FrontMatterEntry } from '../front-matter/read-front-matter.ts'
import { descriptionErrors, nameErrors } from './field-errors.ts'
import type { Skill } from './skill.ts'

export type SkillPlace = Pick<Skill, 'path' | 'folder' | 'source' | 'within'>

/** A skill of the text of its SKILL.md, read as clients should: it is left out only when nobody could know what it is. */
export function parseSkill(text: string, place: SkillPlace): { skill?: Skill; faults: Fault[] } {
  const { path } = place
  const folderName = basename(place.folder)
  const read = readFrontMatter(text, mendYaml)
  if (read.kind === 'broken') return { faults: [faultIn(path, 'error', read)] }
  const fields = new Map(read.entries.map((entry) => [entry.key, entry]))
  const lineOf = (key: string) => plainLine(textOf(fields.get(key)))
  const description = lineOf('description')
  if (description === '') {
    const message = 'It is missing. Write what the skill does and when to use it.'
    const line = fields.get('description')?.line ?? 1
    return { faults: [faultIn(path, 'error', { key: 'description', line, message })] }
  }
  const name = lineOf('name') || plainLine(folderName)
  const warnings = [
    ...(fields.has('name') ? nameErrors(lineOf('name'), folderName) : ['It has no name.']),
    ...descriptionErrors(textOf(fields.get('description'))),
  ]
  const license = lineOf('license')
  const compatibility = lineOf('compatibility')
  const allowedTools = lineOf('allowed-tools')
  const skill: Skill = {
    name,
    description,
    ...place,
    ...(license !== '' && { license }),
    ...(compatibility !== '' && { compatibility }),
    ...(allowedTools !== '' && { allowedTools }),
  }
  return { skill, faults: warnings.map((why) => faultIn(path, 'warning', { message: why })) }
}

/** Of a list, its texts with spaces between them. */
function textOf(entry: FrontMatterEntry | undefined): string {
  const value = entry?.value
  return (Array.isArray(value) ? value : [value]).map(plainOf).join(' ')
}

const plainOf = (value: unknown): string => {
  const isPlain = typeof value === 'string' || typeof value === 'number'
  return isPlain || typeof value === 'boolean' ? String(value) : ''
}
