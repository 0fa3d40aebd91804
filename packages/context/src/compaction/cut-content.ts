import {
  contentText,
  contentTokens,
  estimateTokens,
  textContent,
  type Content,
} from '@harness/kernel'

/** A content of roughly so many tokens: the ends of its text, and a word of what is missing. Images are left out. */
export function cutContent(content: Content, tokens: number): Content {
  if (contentTokens(content) <= tokens) return content
  const text = contentText(content)
  const images = content.filter(({ type }) => type === 'image').length
  const gone = images > 0 ? ` and ${images} images` : ''
  const all = estimateTokens(text)
  if (all <= tokens) return textContent(`${text}\n[${images} images left out to save room]`)
  const half = Math.floor((text.length * tokens * 0.9) / all / 2)
  const missing = text.length - 2 * half
  return textContent(
    [
      text.slice(0, half).toWellFormed(),
      `[${missing} characters${gone} left out to save room]`,
      text.slice(text.length - half).toWellFormed(),
    ].join('\n'),
  )
}
