import type { IncomingMessage } from 'node:http'
import type { Transform } from 'node:stream'

/** What a body holds, up to a bound. */
export interface Body {
  bytes: Buffer
  /** Whether there was more. */
  isCut: boolean
}

/** Reads a body, unpacked: it is the unpacked bytes that are bounded. Rejects when it breaks off. */
export async function readBody(message: IncomingMessage, most: number): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  const unpack = await unpackerOf(message.headers['content-encoding'])
  const stream = unpack ? message.pipe(unpack) : message
  // A pipe hands no error on.
  if (unpack) message.on('error', (error) => unpack.destroy(error))
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes)
      size += bytes.length
      if (size > most) break
    }
  } finally {
    message.destroy()
  }
  return { bytes: Buffer.concat(chunks).subarray(0, most), isCut: size > most }
}

const packings = new Set(['br', 'gzip', 'x-gzip', 'deflate', 'identity', ''])

/** Whether a body that is packed so can be read. */
export const isPacking = (encoding = ''): boolean => packings.has(plain(encoding))

const plain = (encoding: string) => encoding.trim().toLowerCase()

async function unpackerOf(encoding = ''): Promise<Transform | undefined> {
  const { createBrotliDecompress, createUnzip } = await import('node:zlib')
  switch (plain(encoding)) {
    case 'br':
      return createBrotliDecompress()
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      return createUnzip()
    default:
      return undefined
  }
}
