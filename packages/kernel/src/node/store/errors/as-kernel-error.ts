import { KernelError, type KernelErrorCode } from '../../../errors/kernel-error.ts'
import { errorCode } from './error-code.ts'
import { storeFailed } from './store-failed.ts'

/** A system's error as one of the kernel's; anything else as it is. `what` reads as in "could not <what>". */
export const asKernelError = (what: string, error: unknown): unknown =>
  error instanceof KernelError || errorCode(error) === undefined ? error : storeFailed(what, error)

/** Does a piece of work whose failures reach callers of the store. */
export async function explained<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asKernelError(what, error)
  }
}

export const isKernelError = (error: unknown, code: KernelErrorCode): boolean =>
  error instanceof KernelError && error.code === code
