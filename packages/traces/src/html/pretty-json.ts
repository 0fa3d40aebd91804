import type { Json } from '@harness/kernel'

/** JSON in lines, unless it is so deep that most of them were indentation. */
export function prettyJson(value: Json): string {
  const line = JSON.stringify(value)
  return isDeep(line) ? line : JSON.stringify(value, null, 2)
}

const deepest = 40

/** Whether brackets stand in brackets too often; those in texts count, too. */
export function isDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.matchAll(/[{}[\]]/g)) {
    depth += bracket === '{' || bracket === '[' ? 1 : -1
    if (depth > deepest) return true
  }
  return false
}
