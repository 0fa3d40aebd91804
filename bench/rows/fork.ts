import { randomUUID } from 'node:crypto'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSession } from '../built/kernel.ts'
import { fileSessions, type FileSessions } from '../built/kernel-node.ts'
import { runtime } from '../loops/runtime.ts'
import { wallOf } from '../measure/cpu-clock.ts'
import { interleave } from '../measure/interleave.ts'
import { makeSession } from '../measure/make-session.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark, Row } from '../report/row.ts'

const lengths = [1_000, 100_000]

/** A fork shares its parent's events: it should cost the same wherever it is made. */
export const forkBenchmark: Benchmark = {
  name: 'fork',
  about: 'a fork at the head and in the middle',
  async run() {
    await using folder = await temporaryFolder()
    const home = folder.path
    const sessions = fileSessions({ home })
    const rows: Row[] = []
    for (const length of lengths) {
      const id = `of-${length}`
      const head = await makeSession(home, id, length)
      const parent = { id, head, title: `${length / 1_000}k events` }
      rows.push(...(await rowsOf(sessions, parent, join(home, 'raw'))))
    }
    return rows
  },
}

interface Parent {
  id: string
  head: number
  title: string
}

async function rowsOf(
  sessions: FileSessions,
  { id, head, title }: Parent,
  raw: string,
): Promise<Row[]> {
  const fork = (at: number) => async () => {
    let close = async () => {}
    const ms = await wallOf(async () => {
      const store = await sessions.fork(id, at, randomUUID())
      close = () => store.close()
    })
    await close()
    return ms
  }
  const ready = (at: number) => async () => {
    const store = await sessions.fork(id, at, randomUUID())
    const ms = await wallOf(async () => (await openSession(store, { runtime })).conversation())
    await store.close()
    return ms
  }
  const middle = Math.floor(head / 2)
  const ms = await interleave(
    {
      raw: () => wallOf(() => durableFolder(join(raw, randomUUID()))),
      head: fork(head),
      middle: fork(middle),
      readyAtHead: ready(head),
      readyInTheMiddle: ready(middle),
    },
    { rounds: 7, warmUp: 2 },
  )
  const baseline = { what: 'a durable folder with a file', value: ms('raw') }
  const target = { ours: 10 }
  return [
    { what: `fork at the head, ${title}`, unit: 'ms', ours: ms('head'), baseline, target },
    { what: '  folded and ready', unit: 'ms', ours: ms('readyAtHead'), baseline },
    { what: `fork in the middle, ${title}`, unit: 'ms', ours: ms('middle'), baseline, target },
    { what: '  folded and ready', unit: 'ms', ours: ms('readyInTheMiddle'), baseline },
  ]
}

/** The least that a new session is: a folder and a file in it, both there after a power cut. */
async function durableFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true })
  await writeFile(join(path, 'log.jsonl'), '{}\n', { flush: true })
  for (const folder of [path, join(path, '..')]) {
    const handle = await open(folder)
    await handle.sync()
    await handle.close()
  }
}
