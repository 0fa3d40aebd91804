import { homedir } from 'node:os'
import type { SandboxProfile } from './sandbox-profile.ts'

/** On macOS nothing is mounted: a command is told where its own home and temporary folder are. */
export function seatbeltEnvironment({ env, own }: SandboxProfile): Record<string, string> {
  const kept = (path: string) => own.find((folder) => folder.path === path)?.from
  const home = kept(env['HOME'] ?? homedir())
  const temporary = own.find(({ path }) => path.endsWith('/tmp'))?.from
  return {
    ...env,
    ...(home !== undefined && env['HOME'] !== undefined && { HOME: home }),
    ...(temporary !== undefined && { TMPDIR: temporary }),
  }
}
