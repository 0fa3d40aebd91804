import { nothingToDo } from './closing-line.ts'
import type { Output } from './output.ts'
import { Progress, type Telling } from './progress.ts'

const noPause = () => () => {}

/** One object when all is over. */
export function jsonOutput(telling: Telling): Output {
  const told = remarks(telling)
  return {
    ...told,
    end: (result) => {
      if (result) process.stdout.write(`${JSON.stringify({ type: 'result', ...result })}\n`)
    },
  }
}

/** Every event of the public stream, as it comes. */
export function streamJsonOutput(telling: Telling): Output {
  const told = remarks(telling)
  return {
    ...told,
    event: (event) => {
      process.stdout.write(`${JSON.stringify(event)}\n`)
      told.event(event)
    },
    end: (result) => {
      if (result?.reason === 'idle') told.note(nothingToDo(result.sessionId))
    },
  }
}

/** What is said on standard error beside what a program reads: remarks, and the calls where they were asked for. */
function remarks(telling: Telling): Omit<Output, 'end'> {
  const progress = new Progress({ write: (text) => process.stderr.write(text) }, telling)
  return {
    event: (event) => {
      if (telling === 'verbose') progress.event(event)
    },
    pause: noPause,
    note: (text) => progress.note(text),
    cancelling: () => progress.cancelling(),
  }
}
