import { jsonProblem } from './json-problem.ts'
import { matchBraces } from './match-braces.ts'
import { meantTool, readCall, type WrittenCall } from './read-call.ts'

/** A piece of a model's text: what it said, or a call with all that it was wrapped in. The pieces joined are the text. */
export type Piece = { kind: 'text'; raw: string } | (WrittenCall & { raw: string })

/** Blocks of code in these languages may hold calls; in others somebody shows code. */
const languages = /^(?:json[5c]?|tool(?:_?(?:calls?|code|use))?|text|plaintext|action)?$/i

/**
 * Finds the calls in a text, in prose, in blocks of code and between tags, in one pass over it. Objects that are data, and
 * calls inside other objects or other languages, stay text.
 */
export function findCalls(text: string, tools: ReadonlySet<string>): Piece[] {
  const ends = matchBraces(text)
  const pieces: Piece[] = []
  let said = 0
  let at = 0
  while (at < text.length) {
    const next = nextCandidate(text, at)
    if (next === undefined) break
    if (next.skipTo !== undefined) {
      at = next.skipTo
      continue
    }
    const end = ends.get(next.at)
    const found = candidate(text, { start: next.at, end, tools })
    if (!found) {
      // Data that was cut off: what looks like a call behind its beginning may be a part of it.
      if (end === undefined && beginsData(text, next.at)) break
      // An object is passed as a whole; a brace that nothing closes is a mark like any other.
      at = (end ?? next.at) + 1
      continue
    }
    const { from, to } = wrapping(text, { from: next.at, to: found.to, said })
    if (from > said) pieces.push({ kind: 'text', raw: text.slice(said, from) })
    pieces.push({ ...found.call, raw: text.slice(from, to) })
    said = to
    at = to
    // Where it ends is not known: what looks like a call behind it may be its arguments.
    if (found.call.kind === 'malformed' && !found.call.isJson) break
  }
  if (said < text.length) pieces.push({ kind: 'text', raw: text.slice(said) })
  return pieces
}

/** What says that the object behind it is a call, whatever is wrong with it. */
const tagBefore = /(?:<tool_call>|(?:^|\n)[ \t]*(?:`{3,}|~{3,})[ \t]*tool\w*[ \t]*\r?\n)\s*$/

function beginsData(text: string, at: number): boolean {
  const member = /\{\s*(?:["']|\w+\s*:)/y
  member.lastIndex = at
  return member.test(text)
}

interface Place {
  start: number
  end: number | undefined
  tools: ReadonlySet<string>
}

function candidate(
  text: string,
  { start, end, tools }: Place,
): { call: WrittenCall; to: number } | undefined {
  const isMarked = tagBefore.test(text.slice(Math.max(0, start - 80), start))
  if (end !== undefined) {
    const call = readCall(text.slice(start, end + 1), tools, isMarked)
    if (!call) return undefined
    const extra = extraBrace(text, end + 1)
    // It may have ended sooner or later than was meant.
    if (extra !== undefined) {
      const problem = 'it is no JSON: it has a closing brace too many'
      return { call: { kind: 'malformed', name: call.name, problem, isJson: false }, to: extra }
    }
    return { call, to: end + 1 }
  }
  // Nothing closes it: it was cut off, or its quotes are wrong.
  const name = meantTool(text.slice(start, start + 200), tools) ?? (isMarked ? '' : undefined)
  if (name === undefined) return undefined
  const to = endOfBlock(text, start)
  const where = jsonProblem(text.slice(start, to)) ?? 'it is no JSON'
  const problem = `${where}; the object, or a string in it, is never closed`
  return { call: { kind: 'malformed', name, problem, isJson: false }, to }
}

/** Where a brace ends that closes what nobody opened, behind a call or behind brackets after it. */
function extraBrace(text: string, from: number): number | undefined {
  const brace = /[\s\]]*\}/y
  brace.lastIndex = from
  return brace.test(text) ? brace.lastIndex : undefined
}

/** An object that nothing closes goes to the end of the block of code that it stands in, or to the end of all. */
function endOfBlock(text: string, start: number): number {
  const fence = /\n[ \t]*(?:`{3,}|~{3,})/g
  fence.lastIndex = start
  return fence.exec(text)?.index ?? text.length
}

/** The next brace, or the end of a block of code in a language that holds no calls. */
function nextCandidate(text: string, from: number): { at: number; skipTo?: number } | undefined {
  const mark = /\{|^[ \t]*(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n]*$/gm
  mark.lastIndex = from
  const found = mark.exec(text)
  if (!found) return undefined
  const [line, fence, language = ''] = found
  if (fence === undefined) return { at: found.index }
  const behind = found.index + line.length
  if (languages.test(language) && !line.includes('{')) return { at: behind, skipTo: behind + 1 }
  const brace = line.indexOf('{')
  if (languages.test(language)) return { at: found.index + brace }
  // A longer fence shows blocks of code; what is in them is shown too.
  const close = new RegExp(`^[ \\t]*${fence}${fence[0]}*[ \\t]*\\r?$`, 'gm')
  close.lastIndex = behind
  const end = close.exec(text)
  return { at: behind, skipTo: end ? end.index + end[0].length : text.length }
}

/** Takes in the fence or the tag around a call, when it holds nothing else. */
function wrapping(
  text: string,
  { from, to, said }: { from: number; to: number; said: number },
): { from: number; to: number } {
  const before = text.slice(Math.max(said, from - 80), from)
  const opened = /(?:^|\n)[ \t]*((?:`{3,}|~{3,})[ \t]*\w*[ \t]*\r?\n\s*)$|(<tool_call>\s*)$/.exec(
    before,
  )
  const mark = opened?.[1] ?? opened?.[2]
  if (mark === undefined) return { from, to }
  const after = text.slice(to, to + 80)
  const closed = /^\s*(?:`{3,}|~{3,}|<\/tool_call>)/.exec(after)
  if (!closed) return { from, to }
  return { from: from - mark.length, to: to + closed[0].length }
}
