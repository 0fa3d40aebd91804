/** A member of an object, and where its value stands in the text. */
export interface Member {
  name: string
  value: string
}

/**
 * The members of an object, each with the text of its value, in order and with repetitions: a parser would keep the last of
 * two that have one name, and would change numbers that are too large.
 * @param text A valid JSON object.
 */
export function membersOf(text: string): Member[] {
  const members: Member[] = []
  let depth = 0
  let name = ''
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') {
      const end = endOfString(text, at)
      if (depth === 1 && start === 0) name = String(JSON.parse(text.slice(at, end + 1)))
      at = end
    } else if (char === '{' || char === '[') depth += 1
    else if (char === ':' && depth === 1 && start === 0) start = at + 1
    else if ((char === ',' && depth === 1) || ((char === '}' || char === ']') && depth-- === 1)) {
      if (start > 0) members.push({ name, value: text.slice(start, at).trim() })
      start = 0
    }
  }
  return members
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}
