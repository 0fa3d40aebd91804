import type { Content } from '../events/content.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { Artifacts } from '../ports/artifacts.ts'

/** Characters of one result that the model sees. Tools bound their own; this is for those that do not. */
const most = 32 * 1024

/** A result whose text fits: of a longer one its beginning and end, and the whole as an artifact. */
export async function boundResult(result: ToolResult, artifacts: Artifacts): Promise<ToolResult> {
  const kept: string[] = []
  const content: Content = []
  // A tool that answers nonsense is told so when its result is appended.
  for (const part of Array.isArray(result.content) ? result.content : []) {
    if (part.type !== 'text' || part.text.length <= most) {
      content.push(part)
      continue
    }
    kept.push(await artifacts.put(new TextEncoder().encode(part.text)))
    content.push({ type: 'text', text: ends(part.text) })
  }
  if (kept.length === 0) return result
  return { ...result, content, artifacts: [...(result.artifacts ?? []), ...kept] }
}

const ends = (text: string): string => {
  const half = most / 2 - 64
  const left = text.length - 2 * half
  return `${text.slice(0, half)}\n[${left} characters left out]\n${text.slice(-half)}`
}
