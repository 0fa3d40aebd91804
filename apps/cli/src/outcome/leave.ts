// The end of the process. Owns: it comes, whatever becomes of those who read what was written.
import { exitCodes } from './exit-codes.ts'

/** For readers that may have stopped reading, of somebody who wants it to end. */
const patienceMs = 1000

/**
 * Ends the process when what was written is on its way: what is left open (a socket, a watcher) is of no use any more. A
 * reader may take its time, until a signal says that nobody waits for it.
 */
export async function leave(exitCode: number): Promise<never> {
  leaveAtSignals()
  if (isImpatient(exitCode)) setTimeout(() => process.exit(exitCode), patienceMs)
  await Promise.all([process.stdout, process.stderr].map(flushed))
  // A write that failed says so a little later, and then it is known that the reader has gone.
  await new Promise(setImmediate)
  process.exit(exitCode === exitCodes.done ? (process.exitCode ?? exitCode) : exitCode)
}

/** It was asked to go, or somebody pressed Ctrl-C. */
const isImpatient = (exitCode: number): boolean =>
  exitCode === exitCodes.interrupted || exitCode === exitCodes.terminated

function leaveAtSignals(): void {
  process.on('SIGINT', () => process.exit(exitCodes.interrupted))
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(exitCodes.terminated))
  }
}

const flushed = (stream: NodeJS.WriteStream) =>
  new Promise<void>((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) return resolve()
    stream.once('error', () => resolve())
    stream.write('', () => resolve())
  })
