const mostOfName = 64
const mostOfDescription = 1024
const mostOfCompatibility = 500

/** What the format says against a name, in the words of its reference validator. */
export function nameErrors(value: unknown, folderName: string): string[] {
  if (typeof value !== 'string' || value.trim() === '') return [empty('name')]
  const name = value.trim().normalize('NFKC')
  const errors: string[] = []
  if (lengthOf(name) > mostOfName) {
    const size = `${mostOfName} character limit (${lengthOf(name)} chars)`
    errors.push(`Skill name '${name}' exceeds ${size}`)
  }
  if (name !== name.toLowerCase()) errors.push(`Skill name '${name}' must be lowercase`)
  if (/^-|-$/.test(name)) errors.push('Skill name cannot start or end with a hyphen')
  if (name.includes('--')) errors.push('Skill name cannot contain consecutive hyphens')
  if (!/^[\p{L}\p{N}-]*$/u.test(name)) {
    const allowed = 'Only letters, digits, and hyphens are allowed.'
    errors.push(`Skill name '${name}' contains invalid characters. ${allowed}`)
  }
  if (folderName.normalize('NFKC') !== name) {
    errors.push(`Directory name '${folderName}' must match skill name '${name}'`)
  }
  return errors
}

/** The same of a description. */
export function descriptionErrors(value: unknown): string[] {
  if (typeof value !== 'string' || value.trim() === '') return [empty('description')]
  return tooLong('Description', value, mostOfDescription)
}

/** The same of what a skill says it needs. */
export function compatibilityErrors(value: unknown): string[] {
  if (typeof value !== 'string') return ["Field 'compatibility' must be a string"]
  return tooLong('Compatibility', value, mostOfCompatibility)
}

function tooLong(what: string, value: string, most: number): string[] {
  const length = lengthOf(value)
  return length > most ? [`${what} exceeds ${most} character limit (${length} chars)`] : []
}

const empty = (field: string) => `Field '${field}' must be a non-empty string`

/** Characters, not halves of them. */
const lengthOf = (text: string) => Array.from(text).length
