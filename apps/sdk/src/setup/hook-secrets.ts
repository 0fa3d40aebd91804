import type { HookSettings } from '@harness/permissions'
import { secretsIn } from './secrets-in.ts'

/**
 * The secrets in the commands of hooks: what a hook says is recorded with its command, and the model reads by whom a call
 * is denied. What looks like a folder stays: paths are recorded for their tools.
 */
export const hookSecrets = (configured: readonly HookSettings[]): string[] =>
  configured
    .flatMap((layer) => Object.values(layer))
    .flat()
    .flatMap(({ hooks }) => hooks)
    .flatMap(({ command }) => [...secretsIn(command), ...secretsIn(command.replaceAll('/', ' '))])
    .filter((secret) => !secret.includes('/'))
