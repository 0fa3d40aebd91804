import { compatibilityErrors, descriptionErrors, nameErrors } from './field-errors.ts'
import { readStrictYaml } from './read-strict-yaml.ts'

const allowed = ['allowed-tools', 'compatibility', 'description', 'license', 'metadata', 'name']

/** What the format says against a SKILL.md, in the words and the order of its reference validator. */
export function skillErrors(text: string, folderName: string): string[] {
  const lines = text.replaceAll(/\r\n?/g, '\n')
  if (!lines.startsWith('---')) return ['SKILL.md must start with YAML frontmatter (---)']
  // The reference ends it at the next three hyphens, wherever they stand.
  const end = lines.indexOf('---', 3)
  if (end < 0) return ['SKILL.md frontmatter not properly closed with ---']
  const yaml = readStrictYaml(lines.slice(3, end))
  if (yaml.kind === 'broken') return [`Invalid YAML in frontmatter: ${yaml.message}`]
  if (yaml.kind === 'no_mapping') return ['SKILL.md frontmatter must be a YAML mapping']
  const { fields } = yaml
  return [
    ...unexpected([...fields.keys()]),
    ...required(fields, 'name', (value) => nameErrors(value, folderName)),
    ...required(fields, 'description', descriptionErrors),
    ...(fields.has('compatibility') ? compatibilityErrors(fields.get('compatibility')) : []),
    ...(fields.has('allowed-tools') ? allowedToolsErrors(fields.get('allowed-tools')) : []),
  ]
}

function unexpected(keys: readonly string[]): string[] {
  const others = keys.filter((key) => !allowed.includes(key)).toSorted()
  if (others.length === 0) return []
  const known = allowed.map((key) => `'${key}'`).join(', ')
  return [`Unexpected fields in frontmatter: ${others.join(', ')}. Only [${known}] are allowed.`]
}

const required = (
  fields: ReadonlyMap<string, unknown>,
  key: string,
  errorsOf: (value: unknown) => string[],
): string[] =>
  fields.has(key) ? errorsOf(fields.get(key)) : [`Missing required field in frontmatter: ${key}`]

function allowedToolsErrors(value: unknown): string[] {
  if (typeof value === 'string') return []
  if (!Array.isArray(value)) {
    return ["Field 'allowed-tools' must be either a string or a list of strings"]
  }
  const isText = value.every((item) => typeof item === 'string')
  return isText ? [] : ["Field 'allowed-tools' list items must all be strings"]
}
