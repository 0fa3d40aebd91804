// Recordings that somebody wrote by hand, with sums and checksums that are right: only what they say is not.
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { EvalBody } from '../../record/eval-event.ts'
import { z } from 'zod'

/** A copy of a run in which some events of its log say something else. */
export async function forgeRun(
  folder: string,
  target: string,
  forge: (body: EvalBody) => EvalBody,
): Promise<string> {
  cpSync(folder, target, { recursive: true })
  const [id = ''] = readdirSync(join(target, 'log/sessions'))
  await forgeSession(join(target, 'log'), id, (event) => {
    if (!event.type.startsWith('x.eval.')) return event
    const { type, data } = forge(EvalBody.parse({ type: event.type, data: event.data }))
    return { ...event, type, data: z.json().parse(data) }
  })
  return target
}

/** Writes a session anew, with other events; what it keeps beside its log stays. */
export async function forgeSession(
  home: string,
  id: string,
  forge: (event: Event) => Event,
): Promise<void> {
  const forged: Event[] = []
  const reader = await fileSessions({ home }).reader(id)
  for await (const event of reader.read(1)) forged.push(forge(event))
  const folder = join(home, 'sessions', id)
  const kept = `${folder}.kept`
  cpSync(folder, kept, { recursive: true })
  rmSync(folder, { recursive: true })
  const store = await fileSessions({ home }).create(id)
  await store.events.append(forged, 0)
  await store.events.sync()
  await store.close()
  cpSync(kept, folder, { recursive: true, filter: (path) => !path.endsWith('.jsonl') })
  rmSync(kept, { recursive: true })
}
