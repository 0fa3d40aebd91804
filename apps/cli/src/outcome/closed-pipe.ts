import { exitCodes } from './exit-codes.ts'

/** What the exit code says where a stream broke because its reader went away, or its terminal was closed. */
export function codeOfGone(stream: NodeJS.WriteStream, error: Error): number | undefined {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EPIPE') return exitCodes.closedPipe
  return code === 'EIO' && stream.isTTY ? exitCodes.terminated : undefined
}

/**
 * A reader that has read enough is no fault of anybody's: what is written from then on goes nowhere; the exit code says it.
 */
export function bearClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      const gone = codeOfGone(stream, error)
      if (gone !== undefined) {
        if (stream === process.stdout) process.exitCode = gone
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
