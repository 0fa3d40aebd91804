import type { HookSettings } from '@harness/permissions'
import { secretsIn } from './secrets-in.ts'

/**
 * The secrets in the commands of hooks: what a hook says is recorded with its command, and the model reads by whom a call
 * is denied.
 */
export const hookSecrets = (configured: readonly HookSettings[]): string[] =>
  configured
    .flatMap((layer) => Object.values(layer))
    .flat()
    .flatMap(({ hooks }) => hooks)
    .flatMap(({ command }) => secretsIn(withoutPaths(command)))
    .filter((secret) => !secret.includes('/'))

/** No part of a path is taken for a secret, the log needs paths; each part of an address may be one. */
const withoutPaths = (command: string): string =>
  command
    .split(/\s+/u)
    .filter((word) => !word.includes('/') || word.includes('://'))
    .flatMap((word) => (word.includes('://') ? [word, word.replaceAll('/', ' ')] : [word]))
    .join(' ')
