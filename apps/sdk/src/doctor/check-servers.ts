import type { Preparation } from '../setup/prepare-run.ts'
import type { Check } from './check.ts'

/** Which servers of the Model Context Protocol a run would start, one row or none. Starts none. */
export function checkServers({ settings, servers }: Preparation): Check[] {
  const name = 'mcp'
  const configured = Object.entries(settings.config.mcpServers ?? {})
  if (configured.length === 0) return []
  const names = configured.map(([one, { enabled = true }]) => (enabled ? one : `${one} (disabled)`))
  const faults = servers?.faults ?? []
  return [
    {
      name,
      status: faults.length === 0 ? 'info' : 'warn',
      found: [names.join(', '), ...faults].join('\n'),
      fix: 'harness mcp test says whether they work',
    },
  ]
}
