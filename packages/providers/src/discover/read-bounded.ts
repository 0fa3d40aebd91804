/** The body of an answer as JSON; undefined when it is none, or larger than so many bytes. */
export async function readBounded(response: Response, maxBytes: number): Promise<unknown> {
  const pieces: Uint8Array[] = []
  let size = 0
  // Leaving the loop closes the connection.
  for await (const piece of response.body ?? []) {
    size += piece.length
    if (size > maxBytes) return undefined
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
