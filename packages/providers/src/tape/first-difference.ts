/**
 * Says where two JSON texts begin to differ, and how: `messages[3].content: recorded "a", asked "b"`. Undefined when they
 * say the same in other letters.
 */
export function firstDifference(recorded: string, asked: string): string | undefined {
  const before = parsed(recorded)
  const after = parsed(asked)
  if (!before || !after) return `the body: recorded ${shown(recorded)}, asked ${shown(asked)}`
  return difference(before.value, after.value, '')
}

function difference(before: unknown, after: unknown, path: string): string | undefined {
  if (Object.is(before, after)) return undefined
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      const found = member(before, after, { name: index, path: `${path}[${index}]` })
      if (found !== undefined) return found
    }
    return undefined
  }
  if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const found = member(before, after, { name, path: path === '' ? name : `${path}.${name}` })
      if (found !== undefined) return found
    }
    return undefined
  }
  return `${path || 'the body'}: recorded ${shown(before)}, asked ${shown(after)}`
}

function member(
  before: object,
  after: object,
  { name, path }: { name: string | number; path: string },
): string | undefined {
  const one: unknown = Reflect.get(before, name)
  const other: unknown = Reflect.get(after, name)
  if (!(name in after)) return `${path}: recorded ${shown(one)}, not asked`
  if (!(name in before)) return `${path}: asked ${shown(other)}, not recorded`
  return difference(one, other, path)
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** A value in a few characters. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
