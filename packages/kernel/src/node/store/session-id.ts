import { KernelError } from '../../errors/kernel-error.ts'

const pattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*$/
const longest = 128

/** Whether a text may name a session: it is a file name everywhere, and leads nowhere else. */
export const isSessionId = (id: string): boolean => id.length <= longest && pattern.test(id)

/** Throws `invalid_id`. */
export function requireSessionId(id: string): void {
  if (isSessionId(id)) return
  throw new KernelError(
    'invalid_id',
    `${JSON.stringify(id.slice(0, longest))} cannot name a session: use letters, digits, "-", "_" and single dots between them, ` +
      `at most ${longest}, beginning with a letter or a digit.`,
  )
}
