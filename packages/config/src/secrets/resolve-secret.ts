import { ConfigError } from '../config-error.ts'
import { printableText } from './printable-text.ts'
import { askKeychain } from './ask-keychain.ts'
import { SecretReference } from './secret-reference.ts'

export interface ResolveOptions {
  /** The variables `env:` reads, and that a command runs with. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** The key the reference stands under, for errors. */
  readonly key?: string
}

/** A secret, or why there is none: a sentence without it. */
export type Answer =
  | { readonly secret: string }
  | { readonly why: string; readonly cause?: unknown }

/**
 * The secret a reference points to, without white space around it. `command:` runs with `sh -c` in the folder of this
 * process, without input, for 10 s at most, and its whole process group ends with it; the first line it prints is the
 * secret. Rejects with `invalid_reference` or `missing_secret`, and with the signal's reason. No error has the secret.
 */
export async function resolveSecret(
  reference: SecretReference,
  { env, signal, key }: ResolveOptions,
): Promise<string> {
  signal.throwIfAborted()
  const before = key === undefined ? '' : `${key}: `
  const checked = SecretReference.safeParse(reference)
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw new ConfigError('invalid_reference', `${before}${issue?.message}`)
  }
  const [, scheme = '', rest = ''] = /^([a-z]+):([^]*)$/u.exec(reference) ?? []
  const answer = await ask(scheme, rest, { env, signal })
  signal.throwIfAborted()
  if ('secret' in answer && answer.secret.trim() !== '') return answer.secret.trim()
  const why = 'why' in answer ? answer.why : 'It is empty. Give it the secret.'
  const cause = 'cause' in answer ? { cause: answer.cause } : {}
  throw new ConfigError('missing_secret', `${before}${printableText(reference)}: ${why}`, cause)
}

async function ask(scheme: string, rest: string, options: ResolveOptions): Promise<Answer> {
  if (scheme === 'command') {
    // Starting processes is what few programs with a configuration do, and takes long to load.
    const { askCommand } = await import('./ask-command.ts')
    return await askCommand(rest, options)
  }
  if (scheme === 'keychain') {
    const slash = rest.indexOf('/')
    const entry = { service: rest.slice(0, slash), account: rest.slice(slash + 1) }
    return await askKeychain(entry, options.signal)
  }
  const secret = options.env[rest]
  return secret === undefined ? { why: `The variable ${rest} is not set. Set it.` } : { secret }
}
