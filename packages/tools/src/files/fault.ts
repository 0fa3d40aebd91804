/** Why something could not be done, for the model: an expected failure is a value. */
export interface Fault {
  code: string
  message: string
}

const words: Record<string, [code: string, what: string]> = {
  ENOENT: ['not_found', 'does not exist'],
  ENOTDIR: ['not_found', 'does not exist: a part of its path is a file'],
  EISDIR: ['is_folder', 'is a folder'],
  ENOTFILE: ['not_a_file', 'is a device, pipe or socket'],
  EACCES: ['no_access', 'may not be accessed'],
  EPERM: ['no_access', 'may not be accessed'],
  EROFS: ['no_access', 'is on a read-only file system'],
  ELOOP: ['not_found', 'is a symbolic link that leads to itself'],
  EDANGLING: ['not_found', 'is a symbolic link that leads to a place that does not exist'],
  EMEMORY: ['no_access', 'shows the environment or the memory of a process, where keys may be'],
  EMOVED: ['stale', 'leads elsewhere now, or was just replaced; nothing was done to it'],
  ENAMETOOLONG: ['invalid_path', 'has a name that is too long'],
  ENOSPC: ['no_space', 'does not fit: the disk is full'],
  ERR_INVALID_ARG_VALUE: ['invalid_path', 'is not a path'],
}

/** What a system error says of a path. Anything else is a bug and is thrown on. */
export function faultOf(error: unknown, path: string): Fault {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error
  const [code, what] = words[error.code] ?? ['io_error', `cannot be used (${error.code})`]
  return { code, message: `${path} ${what}.` }
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** An error of our own, told by its code as the system's are. */
export const systemError = (code: string, path: string): Error =>
  Object.assign(new Error(path), { code })
