import { KernelError, type Failure, type KernelErrorCode, type SubjectFault } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'

/**
 * Statuses by which an endpoint says that the account, the address or the moment is wrong, and not what was asked. Where
 * there is one of success or of another place, something else than a model answered.
 */
const outer = new Set([401, 402, 403, 404, 408, 410, 429])

const isOuterStatus = (status: number): boolean =>
  outer.has(status) || status < 400 || status >= 500

/** Whether a model call failed by what the subject is, or by what it was given to work with. */
export function faultOfFailure({ code, status, message }: Failure): SubjectFault {
  const isOuter =
    code === 'auth' ||
    code === 'retryable' ||
    // An answer that broke off, each time that it was asked for.
    code === 'truncated' ||
    (code === 'fatal' && status !== undefined && isOuterStatus(status))
  const name = status === undefined ? code : `${code}_${status}`
  return { kind: isOuter ? 'infrastructure' : 'subject', code: name, message }
}

/** What the store says when the disk, or whoever else holds the session, is in the way. */
const storeFaults = new Set<KernelErrorCode>([
  'store_failed',
  'session_held',
  'session_damaged',
  'session_newer',
])

/** What was thrown, where it is no fault of the subject: the disk, the store. Undefined where something else is broken. */
export function faultOfThrown(error: unknown): SubjectFault | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const isStore =
    (error instanceof KernelError && storeFaults.has(error.code)) ||
    (error instanceof SdkError && error.code === 'session_held')
  if (!isStore && !/^E[A-Z\d]+$/u.test(code)) return undefined
  return { kind: 'infrastructure', code, message: error.message }
}
