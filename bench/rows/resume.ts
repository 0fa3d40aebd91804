import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeSession } from '../measure/make-session.ts'
import { interleave } from '../measure/interleave.ts'
import { memoryOfProgram } from '../measure/program.ts'
import { runChild } from '../measure/run-child.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark, Row } from '../report/row.ts'

const lengths = [1_000, 10_000, 100_000]
const rounds = 5
const resume = new URL('../children/resume.mjs', import.meta.url)
const scanner = new URL('../children/scan.mjs', import.meta.url)

/** Open, fold, and be ready for the next model call, in a fresh process. */
export const resumeBenchmark: Benchmark = {
  name: 'resume',
  about: 'open + fold + ready in a fresh process',
  async run() {
    await using folder = await temporaryFolder()
    const home = join(folder.path, 'home')
    const bare = join(folder.path, 'bare')
    await makeSession(home, 'tiny', 12)
    const rows: Row[] = []
    for (const events of lengths) {
      await makeSession(home, 'long', events)
      await cp(home, bare, { recursive: true })
      await rm(join(bare, 'sessions', 'long', 'snapshots'), { recursive: true, force: true })
      rows.push(...(await rowsOf({ home, bare, title: `${events / 1_000}k events` })))
      await rm(join(home, 'sessions', 'long'), { recursive: true })
      await rm(bare, { recursive: true })
    }
    return rows
  },
}

interface Measured {
  home: string
  /** The same home, its snapshots deleted, as any cache may be. */
  bare: string
  title: string
}

async function rowsOf({ home, bare, title }: Measured): Promise<Row[]> {
  const child = (script: URL, args: readonly string[]) => async () =>
    Number(await runChild(script, args))
  const ms = await interleave(
    {
      tiny: child(resume, [home, 'tiny']),
      long: child(resume, [home, 'long']),
      bare: child(resume, [bare, 'long']),
      scan: child(scanner, [join(home, 'sessions', 'long', 'log.jsonl')]),
    },
    { rounds, warmUp: 1 },
  )
  const mb = (place: string, ...args: string[]) =>
    memoryOfProgram({ args: [fileURLToPath(resume), place, ...args], cwd: place, env: {} })
  const tiny = { what: 'of 12 events', value: ms('tiny') }
  const scan = { what: 'JSON.parse of every line', value: ms('scan') }
  const idle = { what: 'modules alone', value: await mb(home) }
  const target = { ours: 100 }
  return [
    {
      what: `resume, ${title}`,
      unit: 'ms',
      ours: ms('long'),
      baseline: tiny,
      target: { ours: 20 },
    },
    { what: '  memory', unit: 'MB', ours: await mb(home, 'long'), baseline: idle, target },
    { what: `resume, ${title}, no snapshot`, unit: 'ms', ours: ms('bare'), baseline: scan },
    { what: '  memory', unit: 'MB', ours: await mb(bare, 'long'), baseline: idle, target },
  ]
}
