export interface SplitText {
  /** What is between the fences; undefined without a first one. */
  source?: string
  body: string
}

/** A Markdown text at its fences; undefined when the first `---` has no second. */
export function splitFrontMatter(text: string): SplitText | undefined {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  if (!isFence(lines[0])) return { body: bodyOf(lines) }
  const end = lines.findIndex((line, at) => at > 0 && isFence(line))
  if (end < 0) return undefined
  return { source: lines.slice(1, end).join('\n'), body: bodyOf(lines.slice(end + 1)) }
}

const isFence = (line: string | undefined) => line?.trimEnd() === '---'
const bodyOf = (lines: readonly string[]) => lines.join('\n').trim()
