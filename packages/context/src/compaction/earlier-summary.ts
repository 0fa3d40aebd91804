import { contentText, type Content } from '@harness/kernel'

/** What a summary of an earlier compaction says, without the words around it and the facts, which are gathered anew. */
export function earlierSummary(content: Content): string {
  const [, body] = content
  return body?.type === 'text' ? body.text : contentText(content)
}
