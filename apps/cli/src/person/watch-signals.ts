import { isClosedPipe } from '../outcome/closed-pipe.ts'
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
  process.once('SIGTERM', () => stop(exitCodes.terminated))
  process.once('SIGHUP', () => stop(exitCodes.terminated))
  process.stdout.on('error', (error) => {
    if (isClosedPipe(error)) stop(exitCodes.closedPipe)
  })
  return interrupt
}
