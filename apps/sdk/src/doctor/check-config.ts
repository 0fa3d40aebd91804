import type { ConfigFile } from '../config/find-files.ts'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'

/** Which files of configuration are read, and what is wrong with them. */
export function checkConfig(found: { files: readonly ConfigFile[] } | SdkError): Check {
  const name = 'config'
  if (found instanceof SdkError) {
    const fix = 'mend it; harness config --schema is what an editor completes it by'
    return { name, status: 'fail', found: found.message, fix }
  }
  const paths = (status: ConfigFile['status']) =>
    found.files.flatMap((file) => (file.status === status ? [file.path] : []))
  const untrusted = [...paths('untrusted'), ...paths('changed')]
  if (untrusted.length > 0) {
    const left = `${untrusted.join(', ')}: left out, not trusted as it is now`
    return { name, status: 'warn', found: left, fix: 'look at it, then say: harness trust' }
  }
  const read = paths('read')
  if (read.length > 0) return { name, status: 'ok', found: read.join(', ') }
  return { name, status: 'info', found: 'no file', fix: 'harness init writes a starter' }
}
