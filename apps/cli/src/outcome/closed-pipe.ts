import { exitCodes } from './exit-codes.ts'

/** Whether a stream broke because its reader went away. */
export const isClosedPipe = (error: Error): boolean => 'code' in error && error.code === 'EPIPE'

/** A reader that has read enough is no fault of anybody's: what is written from then on goes nowhere; the exit code says it. */
export function bearClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (isClosedPipe(error)) {
        if (stream === process.stdout) process.exitCode = exitCodes.closedPipe
        return
      }
      const code = 'code' in error ? String(error.code) : error.message
      if (stream === process.stdout) {
        process.stderr.write(`harness: could not write to standard output (${code}).\n`)
      }
      process.exit(exitCodes.failed)
    })
  }
}
