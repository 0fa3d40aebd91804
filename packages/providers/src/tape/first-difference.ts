/**
 * Says where two JSON texts begin to differ, and how: `messages[3].content: recorded "a", asked "b"`. Undefined when they
 * say the same in other letters.
 */
export function firstDifference(recorded: string, asked: string): string | undefined {
  const before = parsed(recorded)
  const after = parsed(asked)
  if (!before || !after) return unlike('the body', recorded, asked)
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
  return unlike(path || 'the body', before, after)
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

function unlike(place: string, before: unknown, after: unknown): string {
  // Long texts, such as system prompts, are mostly the same: they are shown from shortly before they part.
  const areTexts = typeof before === 'string' && typeof after === 'string'
  const areLong = areTexts && Math.max(before.length, after.length) > mostShown - 2
  const from = areLong ? Math.max(0, sharedLength(before, after) - lead) : 0
  return `${place}: recorded ${shown(before, from)}, asked ${shown(after, from)}`
}

const lead = 20
const mostShown = 80

/** How many characters two texts begin with alike. */
export function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && one[length] === other[length]) length += 1
  return length
}

/** A value in a few characters; a text from that place on. */
function shown(value: unknown, from = 0): string {
  if (typeof value === 'string' && from > 0) return shown(`…${value.slice(from)}`)
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > mostShown ? `${text.slice(0, mostShown - 1)}…` : text
}
