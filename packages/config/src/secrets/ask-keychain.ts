import type { Answer } from './resolve-secret.ts'

const mostMs = 10_000

export interface KeychainEntry {
  readonly service: string
  readonly account: string
}

/** Looks up an entry of the system's keychain. Its library is optional and loaded here only. */
export async function askKeychain(
  { service, account }: KeychainEntry,
  signal: AbortSignal,
): Promise<Answer> {
  const keyring = await import('@napi-rs/keyring').catch((cause: unknown) => ({ cause }))
  if ('cause' in keyring) {
    const why =
      'There is no keychain library here. Install @napi-rs/keyring, or use env: or command:.'
    return { why, cause: keyring.cause }
  }
  const late = AbortSignal.timeout(mostMs)
  const either = AbortSignal.any([signal, late])
  try {
    const found = new keyring.AsyncEntry(service, account).getPassword(either)
    const secret = await Promise.race([found, whenAborted(either)])
    if (typeof secret === 'string') return { secret }
    if (late.aborted)
      return { why: `The keychain did not answer in ${mostMs / 1000} s. Unlock it.` }
    return { why: `The keychain has no entry of ${service} for ${account}. Add it.` }
  } catch (cause) {
    return { why: 'The keychain cannot be read. Unlock it, or use env: or command:.', cause }
  }
}

const whenAborted = (signal: AbortSignal) =>
  new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
