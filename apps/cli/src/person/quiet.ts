// What is typed while a question opens was meant for something else: it is no answer.
import { setTimeout as sleep } from 'node:timers/promises'
import { ReadStream } from 'node:tty'
import type { LineEnds } from './line-reader.ts'

/** Milliseconds without a key after which nobody is in the middle of typing. */
export const quietMs = 400

/** For what was typed before to arrive. */
const arrivalMs = 20

const ctrlC = '\u0003'

/** Lets go what was typed on a terminal that nobody read, until there is a pause. */
export async function quiet(input: NodeJS.ReadableStream, ends: LineEnds): Promise<void> {
  if (!(input instanceof ReadStream)) return
  let isHeard = false
  const drop = (bytes: Buffer | string) => {
    isHeard = true
    if (bytes.includes(ctrlC)) ends.interrupted()
  }
  input.on('data', drop)
  input.on('error', ends.gone)
  input.setRawMode(true)
  try {
    for (let wait = arrivalMs; ; wait = quietMs) {
      isHeard = false
      await sleep(wait)
      if (!isHeard) return
    }
  } finally {
    input.off('data', drop)
    input.off('error', ends.gone)
    input.setRawMode(false)
    input.pause()
  }
}
