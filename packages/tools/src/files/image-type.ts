/** The media type of an image that models are shown, by its first bytes; undefined for anything else. */
export function imageType(start: Uint8Array): string | undefined {
  const text = Buffer.from(start.subarray(0, 12)).toString('latin1')
  if (text.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (text.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(text)) return 'image/gif'
  return text.startsWith('RIFF') && text.slice(8) === 'WEBP' ? 'image/webp' : undefined
}
