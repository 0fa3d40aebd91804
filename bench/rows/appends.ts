import { randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { memorySessions, type Event } from '../built/kernel.ts'
import { fileSessions } from '../built/kernel-node.ts'
import { prepareLoop } from '../loops/kernel-loop.ts'
import { scriptedProvider } from '../loops/scripted-provider.ts'
import { wallOf } from '../measure/cpu-clock.ts'
import { interleave } from '../measure/interleave.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark } from '../report/row.ts'

const synced = 200
const unsynced = 5_000

/** Appends per second of the store, against the same bytes written and synced by hand. */
export const appendsBenchmark: Benchmark = {
  name: 'appends',
  about: 'appends per second against raw write + fdatasync',
  async run() {
    await using folder = await temporaryFolder()
    const events = await realEvents(unsynced)
    const store = storeContestants(folder.path, events)
    const lines = await linesOf(folder.path, events)
    const raw = rawContestants(folder.path, lines)
    const ms = await interleave({ ...store, ...raw }, { rounds: 7 })
    const perSecond = (count: number, took: number) => (count / took) * 1_000
    return [
      {
        what: 'append + sync, one at a time',
        unit: 'µs',
        ours: (ms('synced') / synced) * 1_000,
        baseline: { what: 'write + fdatasync', value: (ms('rawSynced') / synced) * 1_000 },
      },
      {
        what: 'append without sync',
        unit: 'µs',
        ours: (ms('written') / unsynced) * 1_000,
        baseline: { what: 'write', value: (ms('rawWritten') / unsynced) * 1_000 },
      },
      {
        what: '16 appends that sync at the same time',
        unit: 'µs',
        ours: (ms('grouped') / synced) * 1_000,
        baseline: { what: 'write + fdatasync', value: (ms('rawSynced') / synced) * 1_000 },
      },
      { what: 'appends per second, synced', unit: '/s', ours: perSecond(synced, ms('synced')) },
      {
        what: 'appends per second, 16 together',
        unit: '/s',
        ours: perSecond(synced, ms('grouped')),
      },
    ]
  },
}

/** The events of a run. */
async function realEvents(count: number): Promise<Event[]> {
  const events: Event[] = []
  const { drive } = await prepareLoop({
    sessions: memorySessions(),
    provider: scriptedProvider(),
    model: 'read',
    turns: count / 5,
    onAppend: (added) => events.push(...added),
  })
  await drive()
  return events.slice(0, count).map((event, index) => ({ ...event, seq: index + 1 }))
}

function storeContestants(home: string, events: readonly Event[]) {
  const sessions = fileSessions({ home })
  const inStore =
    (count: number, work: (append: Append, events: readonly Event[]) => Promise<void>) =>
    async () => {
      const store = await sessions.create(randomUUID())
      const append: Append = async (event, sync) => {
        await store.events.append([event], event.seq - 1)
        if (sync) await store.events.sync()
      }
      const ms = await wallOf(() => work(append, events.slice(0, count)))
      await store.close()
      return ms
    }
  return {
    synced: inStore(synced, async (append, all) => {
      for (const event of all) await append(event, true)
    }),
    written: inStore(unsynced, async (append, all) => {
      for (const event of all) await append(event, false)
    }),
    grouped: inStore(synced, async (append, all) => {
      for (let from = 0; from < all.length; from += 16) {
        await Promise.all(all.slice(from, from + 16).map((event) => append(event, true)))
      }
    }),
  }
}

type Append = (event: Event, sync: boolean) => Promise<void>

/** What the store writes for the events, line by line. */
async function linesOf(home: string, events: readonly Event[]): Promise<string[]> {
  const store = await fileSessions({ home }).create('lines')
  await store.events.append(events, 0)
  await store.close()
  const text = await readFile(join(home, 'sessions', 'lines', 'log.jsonl'), 'utf8')
  return text.split(/(?<=\n)/)
}

function rawContestants(home: string, lines: readonly string[]) {
  const onFile = (count: number, sync: boolean) => async () => {
    const file = openSync(join(home, `raw-${randomUUID()}`), 'a')
    const ms = await wallOf(async () => {
      for (const line of lines.slice(0, count)) {
        writeSync(file, line)
        if (sync) fdatasyncSync(file)
      }
    })
    closeSync(file)
    return ms
  }
  return { rawSynced: onFile(synced, true), rawWritten: onFile(unsynced, false) }
}
