import type { Host, Setup } from '@harness/kernel'
import type { Config } from '../config/config.ts'

/** How a run's conversations are made shorter; nothing where they are not. */
export interface Compacting {
  setup: Pick<Setup, 'compactAt'>
  host: Pick<Host, 'compactor'>
}

export async function compactingOf({
  compaction,
}: Pick<Config, 'compaction'>): Promise<Compacting> {
  const { enabled = true, at = 0.8 } = compaction ?? {}
  if (!enabled) return { setup: {}, host: {} }
  const { compactor } = await import('@harness/context')
  return { setup: { compactAt: at }, host: { compactor: compactor() } }
}
