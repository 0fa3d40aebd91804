import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import { requireOptions } from '../setup/known-options.ts'

/** What the suite says, or who runs it, and no option. */
const elsewhere = {
  cwd: 'every attempt works in a copy of its case’s workspace',
  store: 'every attempt has sessions in files of its own',
  resume: 'every attempt has a session of its own',
  continue: 'every attempt has a session of its own',
  fork: 'every attempt has a session of its own',
  restore: 'every attempt has a session of its own',
  title: 'the session of an attempt is known by its case',
  maxTurns: 'say limits.turns in the suite',
  maxTokens: 'say limits.tokens in the suite',
  maxCost: 'say limits.cost in the suite, or maxCost of the whole run',
  timeoutMs: 'say limits.seconds in the suite',
  onAsk: 'nobody is there to be asked: rules and permissionMode decide',
  signal: 'the run of the suite has one',
  settingSources:
    'of the user’s own files only providers count, of a workspace’s all that is in it',
  inheritUserConfig: 'of the user’s own configuration only providers count',
} as const satisfies Partial<Record<keyof Options, string>>

/** @throws SdkError `invalid_option` for what no run takes, and for what an attempt of an eval has no use for. */
export async function requireSubjectOptions(options: Options): Promise<void> {
  await requireOptions(options)
  for (const [name, why] of Object.entries(elsewhere)) {
    if (!Object.entries(options).some(([key, value]) => key === name && value !== undefined)) {
      continue
    }
    throw new SdkError('invalid_option', `An eval has no use for the option ${name}: ${why}.`)
  }
}
