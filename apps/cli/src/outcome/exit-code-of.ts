import type { RunResult } from '@harness/sdk'
import { exitCodes } from './exit-codes.ts'

/** What a finished run says to the shell. */
export function exitCodeOf(reason: RunResult['reason']): number {
  switch (reason) {
    case 'done':
      return exitCodes.done
    case 'idle':
      return exitCodes.usage
    case 'failed':
    case 'stuck':
      return exitCodes.failed
    case 'limit':
      return exitCodes.limit
    case 'denied':
      return exitCodes.denied
    case 'cancelled':
    case 'stopped':
      return exitCodes.interrupted
  }
}
