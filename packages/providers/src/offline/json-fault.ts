/** Where a text stops being JSON, counted from 1. */
export interface JsonFault {
  line: number
  column: number
}

type Wanted = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'more' | 'nothing'

const token =
  /[{}[\],:]|"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy
const space = /[ \t\r\n]*/y

/** The first place of a text that no JSON has. The engine's own parser does not always say it. */
export function jsonFault(text: string): JsonFault {
  const open: string[] = []
  let wanted: Wanted | undefined = 'value'
  let at = 0
  for (;;) {
    space.lastIndex = at
    at += space.exec(text)?.[0].length ?? 0
    token.lastIndex = at
    const found = token.exec(text)?.[0]
    wanted = found === undefined ? undefined : after(found, wanted, open)
    if (found === undefined || wanted === undefined) return placeOf(text, at)
    at += found.length
  }
}

/** What a token lets follow; undefined where it may not stand. `open` are the brackets around it. */
function after(found: string, wanted: Wanted, open: string[]): Wanted | undefined {
  switch (found) {
    case '{':
    case '[':
      if (!isValue(wanted)) return undefined
      open.push(found)
      return found === '{' ? 'first name' : 'first value'
    case '}':
      return wanted === 'first name' || wanted === 'more' ? close('{', open) : undefined
    case ']':
      return wanted === 'first value' || wanted === 'more' ? close('[', open) : undefined
    case ',':
      if (wanted !== 'more') return undefined
      return open.at(-1) === '{' ? 'name' : 'value'
    case ':':
      return wanted === 'colon' ? 'value' : undefined
    default:
      if (wanted === 'name' || wanted === 'first name')
        return found[0] === '"' ? 'colon' : undefined
      return isValue(wanted) ? rest(open) : undefined
  }
}

const isValue = (wanted: Wanted) => wanted === 'value' || wanted === 'first value'

const rest = (open: readonly string[]): Wanted => (open.length === 0 ? 'nothing' : 'more')

const close = (bracket: string, open: string[]): Wanted | undefined =>
  open.pop() === bracket ? rest(open) : undefined

function placeOf(text: string, at: number): JsonFault {
  const lines = text.slice(0, at).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
