/**
 * What `OTEL_EXPORTER_OTLP_HEADERS` and `OTEL_RESOURCE_ATTRIBUTES` hold: `key=value,key2=value2`, as W3C baggage has it, values
 * percent-encoded. Undefined where a piece is none: which one is not said, since it may hold a key.
 */
export function otelPairs(text: string): Record<string, string> | undefined {
  const pairs: Record<string, string> = {}
  for (const piece of text.split(',')) {
    if (piece.trim() === '') continue
    const at = piece.indexOf('=')
    const key = piece.slice(0, at).trim()
    const value = decodedText(piece.slice(at + 1).trim())
    if (at < 1 || key === '' || value === undefined) return undefined
    pairs[key] = value
  }
  return pairs
}

/** Percent-encoded text; undefined where it is none. */
export function decodedText(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
