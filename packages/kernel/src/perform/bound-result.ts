import type { Content } from '../events/content.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import { boundText } from '../result/bound-text.ts'

/** A result whose text fits, for tools that do not bound their own: of a longer one its beginning and end, and the whole as an artifact. */
export async function boundResult(result: ToolResult, artifacts: Artifacts): Promise<ToolResult> {
  const kept: string[] = []
  const content: Content = []
  // A tool that answers nonsense is told so when its result is appended.
  for (const part of Array.isArray(result.content) ? result.content : []) {
    const text = part.type === 'text' ? boundText(part.text) : undefined
    if (part.type !== 'text' || text === undefined || text === part.text) {
      content.push(part)
      continue
    }
    kept.push(await artifacts.put(new TextEncoder().encode(part.text)))
    content.push({ type: 'text', text })
  }
  if (kept.length === 0) return result
  return { ...result, content, artifacts: [...(result.artifacts ?? []), ...kept] }
}
