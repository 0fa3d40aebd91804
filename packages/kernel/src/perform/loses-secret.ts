import { mark } from '../log/redact-values.ts'
import type { Prepared } from '../events/prepared.ts'
import type { Redactor } from '../ports/redactor.ts'

/** Whether a change would put what stands for a secret where the secret stands: the model was never shown what it writes. */
export function losesSecret(
  input: string,
  { access, preview = '' }: Prepared,
  redactor: Redactor | undefined,
): boolean {
  if (access !== 'edit' || !redactor || !input.includes(mark)) return false
  return redactor.redact(preview) !== preview
}

export const lostSecret = `Nothing was changed: this writes ${mark}, which stands for a secret that you are not shown, near that secret. Change only lines without it, or leave it to the person.`
