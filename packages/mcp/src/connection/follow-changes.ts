import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@modelcontextprotocol/client'
import { pauseAfter } from './backoff.ts'

export interface Following {
  /** Ends it. */
  signal: AbortSignal
  /** Tools are others, or may be. */
  changed(): void
}

/** Milliseconds for a server to say that it will tell. */
const ackMs = 30_000

/**
 * Hears of changes of the list of tools in the newer protocol, where a server tells of them only who asks to be told. One
 * that breaks off is asked again, after longer and longer pauses. Rejects when the server does not want to, or with an end.
 */
export async function followChanges(client: Client, { signal, changed }: Following): Promise<void> {
  for (let times = 1; ; times += 1) {
    const options = { signal, timeout: ackMs }
    const { closed } = await client.listen({ toolsListChanged: true }, options)
    // Nobody told what changed in the pause.
    if (times > 1) changed()
    if ((await closed) !== 'remote') return
    await sleep(pauseAfter(times + 1), undefined, { signal })
  }
}
