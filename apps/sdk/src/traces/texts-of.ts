import type { Hash } from '@harness/kernel'
import { subagentsIn, type Trace } from '@harness/traces'
import type { Store } from '../session/open-store.ts'

/** The texts of the artifacts that a session and its subagents were configured with: prompts and tools. */
export async function textsOf(
  trace: Trace,
  { sessions }: Pick<Store, 'sessions'>,
): Promise<ReadonlyMap<Hash, string>> {
  const texts = new Map<Hash, string>()
  for (const { session, steps } of [trace, ...subagentsIn(trace)]) {
    const { artifacts } = await sessions.reader(session)
    for (const step of steps) {
      if (step.kind !== 'setup') continue
      for (const hash of [step.system, step.toolset]) {
        const bytes = texts.has(hash) ? undefined : await artifacts.get(hash)
        if (bytes) texts.set(hash, new TextDecoder().decode(bytes))
      }
    }
  }
  return texts
}
