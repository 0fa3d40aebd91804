import { codeOfGone } from '../outcome/closed-pipe.ts'
import { exitCodes } from '../outcome/exit-codes.ts'

export interface Interrupting {
  /** The first Ctrl-C: cancel, and let the run finish. */
  cancel(): void
  /** Asked to go by the system, or nobody reads any more: stop where it stands; the exit code says why. */
  stop(exitCode: number): void
  /** Before leaving at once. */
  leave(): void
}

/** Answers a function that counts as one Ctrl-C. */
export function watchSignals({ cancel, stop, leave }: Interrupting): () => void {
  let isCancelled = false
  const interrupt = () => {
    if (isCancelled) {
      leave()
      process.exit(exitCodes.interrupted)
    }
    isCancelled = true
    cancel()
  }
  process.on('SIGINT', interrupt)
  watchEnds(stop)
  return interrupt
}

/** The same without Ctrl-C. */
export function watchEnds(stop: Interrupting['stop']): void {
  process.once('SIGTERM', () => stop(exitCodes.terminated))
  process.once('SIGHUP', () => stop(exitCodes.terminated))
  process.stdout.on('error', (error) => {
    const gone = codeOfGone(process.stdout, error)
    if (gone !== undefined) stop(gone)
  })
  process.stderr.on('error', (error) => {
    // Remarks that nobody reads are no reason to stop, a closed terminal is.
    const gone = codeOfGone(process.stderr, error)
    if (gone === exitCodes.terminated) stop(gone)
  })
}
