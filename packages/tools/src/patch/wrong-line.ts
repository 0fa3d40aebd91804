import type { Fault } from '../files/fault.ts'

const shown = 200

/** What is wrong with a patch, and where. */
export const wrongLine = (line: number, why: string): Fault => ({
  code: 'invalid_patch',
  message: `Line ${line} of the patch: ${why}.`,
})

/** Words of a patch in a message. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > shown ? `${text.slice(0, shown)}…` : text)
