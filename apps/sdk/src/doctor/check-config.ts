import type { ConfigFile } from '../config/find-files.ts'
import { loadSettings } from '../config/load-settings.ts'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

const name = 'config'

/** Which files of configuration are read, what is wrong with them, and what was passed over. */
export async function checkConfig({ prepared, folder, options, env }: Ground): Promise<Check[]> {
  if (prepared instanceof SdkError || folder instanceof SdkError) return refused(prepared)
  const { files } = prepared.settings
  const paths = (status: ConfigFile['status']) =>
    files.flatMap((file) => (file.status === status ? [file.path] : []))
  const passed: string[] = []
  await loadSettings({ options, env, folder, onNotice: (text) => void passed.push(text) })
  const fix = 'take it out, or write it as harness config --schema says'
  const left = [
    ...leftOut(paths('untrusted'), 'left out, this folder is not trusted'),
    ...leftOut(paths('changed'), 'left out, changed since it was trusted'),
    ...passed.map((found): Check => ({ name, status: 'warn', found, fix })),
  ]
  const read = paths('read')
  if (read.length > 0) return [{ name, status: 'ok', found: read.join(', ') }, ...left]
  if (left.length > 0) return left
  return [{ name, status: 'info', found: 'no file', fix: 'harness init writes a starter' }]
}

function refused(refusal: Ground['prepared']): Check[] {
  // Said of the folder.
  if (!(refusal instanceof SdkError) || refusal.code === 'bad_workspace') return []
  const { code, message } = refusal
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
