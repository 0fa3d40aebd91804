import { nothingToDo } from './closing-line.ts'
import type { Output } from './output.ts'

const noPause = () => () => {}
const note = (text: string) => void process.stderr.write(`${text}\n`)

/** One object when all is over. */
export const jsonOutput: Output = {
  event: () => {},
  pause: noPause,
  note,
  end: (result) => {
    if (result) process.stdout.write(`${JSON.stringify({ type: 'result', ...result })}\n`)
  },
}

/** Every event of the public stream, as it comes. */
export const streamJsonOutput: Output = {
  event: (event) => void process.stdout.write(`${JSON.stringify(event)}\n`),
  pause: noPause,
  note,
  end: (result) => {
    if (result?.reason === 'idle') note(nothingToDo(result.sessionId))
  },
}
