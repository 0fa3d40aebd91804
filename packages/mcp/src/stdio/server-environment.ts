import { plainEnvironment } from '@harness/kernel'
import type { McpCommandSettings } from '../settings/mcp-server-settings.ts'

/** The whole environment of a server's program. */
export const serverEnvironment = (
  from: Readonly<Record<string, string | undefined>>,
  { env = {}, passEnv = [] }: Pick<McpCommandSettings, 'env' | 'passEnv'>,
): Record<string, string> => ({ ...plainEnvironment(from, passEnv), ...env })
