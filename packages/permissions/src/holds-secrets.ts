import type { Prepared } from '@harness/kernel'
import { isSecret } from './shell/is-secret.ts'

/** Whether a tool reads or changes a file that programs keep their credentials in: whoever renames one reads it then. */
export const holdsSecrets = ({ access, target }: Prepared): boolean =>
  (access === 'read' || access === 'edit') && target !== undefined && isSecret(target)
