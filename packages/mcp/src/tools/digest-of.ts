import { createHash } from 'node:crypto'

/** Eight characters that tell two names apart: the same in every process. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 8)
