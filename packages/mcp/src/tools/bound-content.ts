import {
  boundText,
  resultBytes,
  sizeInLog,
  type Artifacts,
  type Content,
  type Hash,
} from '@harness/kernel'

/** Bytes that a part takes besides its text. */
const partBytes = 200
/** Room for the line that names the artifact. */
const noteBytes = 200

/**
 * Content of at most 32 KiB as it stands in the log. Where there is more, the texts become one, its middle left out, and
 * the whole of it an artifact.
 */
export async function boundContent(
  content: Content,
  artifacts: Artifacts,
): Promise<{ content: Content; artifacts: Hash[] }> {
  const size = (part: Content[number]) => partBytes + (part.type === 'text' ? sizeOf(part.text) : 0)
  const total = content.reduce((sum, part) => sum + size(part), 0)
  if (total <= resultBytes) return { content, artifacts: [] }
  const images = content.filter((part) => part.type === 'image')
  const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
  const whole = await artifacts.put(new TextEncoder().encode(text))
  const room = resultBytes - partBytes * (images.length + 1) - noteBytes
  const bounded = `${boundText(text, room)}\n[the whole text: artifact ${whole}]`
  return { content: [{ type: 'text', text: bounded }, ...images], artifacts: [whole] }
}

/** At least, where it does not fit: a long text is not written down to be measured. */
const sizeOf = (text: string): number => (text.length > resultBytes ? text.length : sizeInLog(text))
