import type { ConfigFile } from '../config/find-files.ts'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'config'

/** Which files of configuration are read, what is wrong with them, and what was passed over. */
export function checkConfig({ prepared, notices }: Ground): Check[] {
  if (prepared instanceof SdkError) return refused(prepared)
  const { files } = prepared.settings
  const paths = (status: ConfigFile['status']) =>
    files.flatMap((file) => (file.status === status ? [file.path] : []))
  const left = [
    leftOut(paths('untrusted'), 'left out, this folder is not trusted'),
    leftOut(paths('changed'), 'left out, changed since it was trusted'),
    // Said above, and of servers by their own check.
    ...notices
      .filter((text) => files.some(({ path }) => path.endsWith(text.split(': ', 1)[0] ?? path)))
      .map((found): Check => ({
        name,
        status: 'warn',
        found,
        fix: 'take it out, or write it as harness config --schema says',
      })),
  ].flat()
  const read = paths('read')
  if (read.length > 0) return [{ name, status: 'ok', found: read.join(', ') }, ...left]
  const none: Check = {
    name,
    status: 'info',
    found: 'no file',
    fix: 'harness init writes a starter',
  }
  return left.length > 0 ? left : [none]
}

function refused({ code, message }: SdkError): Check[] {
  // Said of the folder.
  if (code === 'bad_workspace') return []
  const fix =
    code === 'invalid_config'
      ? 'mend it; harness config --schema is what an editor completes it by'
      : 'mend or remove what is named; harness trust says anew what you trust'
  return [{ name, status: 'fail', found: message, fix }]
}

const leftOut = (paths: readonly string[], why: string): Check[] =>
  paths.length === 0
    ? []
    : [
        {
          name,
          status: 'warn',
          found: `${paths.join(', ')}: ${why}`,
          fix: 'look at it, then say: harness trust',
        },
      ]
