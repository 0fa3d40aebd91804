import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Options } from '../options.ts'

/** The folder that holds the sessions. */
export function homeOf(options: Pick<Options, 'home' | 'env'>): string {
  const named = options.home ?? options.env?.['HARNESS_HOME'] ?? process.env['HARNESS_HOME']
  return named === undefined || named === '' ? join(homedir(), '.harness') : resolve(named)
}
