import { KernelError } from '../../../errors/kernel-error.ts'
import { errorCode } from './error-code.ts'

/** What a system error means for a person. */
const advice: Record<string, string> = {
  ENOSPC: 'the disk is full: free some space and open the session again',
  EDQUOT: 'the disk quota is used up: free some space and open the session again',
  EIO: 'the disk reported a fault: check it before you go on with this session',
  EROFS: 'the file system is read-only: mount it writable or choose another home',
  EACCES: 'permission was denied: give this user access to the home folder',
  EPERM: 'permission was denied: give this user access to the home folder',
  EMFILE: 'too many files are open: close some sessions or raise the limit',
  ENOENT: 'it is not there (any more): see that the home folder exists and can be written',
  ENOTDIR: 'a file stands where a folder must be: move it away or choose another home',
  SQLITE_FULL: 'the disk is full: free some space and open the session again',
  SQLITE_READONLY: 'the file system is read-only: mount it writable or choose another home',
  SQLITE_CANTOPEN:
    'the lock cannot be made: see that the home folder can be written and is not full',
}

/** `what` reads as in "could not <what>". */
export function storeFailed(what: string, cause: unknown): KernelError {
  const code = errorCode(cause) ?? 'no code'
  const known = advice[code] ?? 'open the session again; if it happens again, check the disk'
  return new KernelError('store_failed', `Could not ${what} (${code}): ${known}.`, { cause })
}
