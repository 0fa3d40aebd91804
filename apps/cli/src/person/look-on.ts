import { exitCodes } from '../outcome/exit-codes.ts'
import { watchSignals } from './watch-signals.ts'

/** Looks on at something until Ctrl-C, which ends the looking on and nothing else. Answers the exit code. */
export async function lookOn(looking: (signal: AbortSignal) => Promise<void>): Promise<number> {
  const over = new AbortController()
  let exitCode: number = exitCodes.done
  watchSignals({
    cancel: () => over.abort('over'),
    stop: (code) => {
      exitCode = code
      over.abort('over')
    },
    leave: () => {},
  })
  try {
    await looking(over.signal)
  } catch (error) {
    if (!over.signal.aborted) throw error
  }
  return exitCode
}
