import type { Content } from '../events/content.ts'
import type { ToolResult } from '../events/tool-result.ts'
import type { Session } from '../log/session.ts'
import { boundText, resultBytes, sizeInLog } from '../result/bound-text.ts'

/**
 * A result whose texts fit, all of them together, for tools that do not bound their own: of a longer one the beginning and
 * the end, in one piece before its images, and the whole as an artifact.
 */
export async function boundResult(
  result: ToolResult,
  { store, redactor }: Pick<Session, 'store' | 'redactor'>,
): Promise<ToolResult> {
  // A tool that answers nonsense is told so when its result is appended.
  const given: Content = Array.isArray(result.content) ? result.content : []
  const texts = given.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  if (doFit(texts)) return result
  const whole = texts.join('\n')
  const clean = redactor?.outputs.redact(whole) ?? whole
  const kept = await store.artifacts.put(new TextEncoder().encode(clean))
  const images = given.filter(({ type }) => type !== 'text')
  return {
    ...result,
    content: [{ type: 'text', text: boundText(whole) }, ...images],
    artifacts: [...(result.artifacts ?? []), kept],
  }
}

/** What is longer than that in characters is not written down to be measured. */
function doFit(texts: readonly string[]): boolean {
  const sum = (of: (text: string) => number) => texts.reduce((total, text) => total + of(text), 0)
  return sum(({ length }) => length) <= resultBytes && sum(sizeInLog) <= resultBytes
}
