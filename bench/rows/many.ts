import { interleave } from '../measure/interleave.ts'
import { memoryOfProgram } from '../measure/program.ts'
import { runChild } from '../measure/run-child.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark, Row } from '../report/row.ts'

const child = new URL('../children/many.mjs', import.meta.url)
const atOnce = [1, 8, 50, 200]

/** What `runMany` costs a run, by how many are done at once. */
export const manyBenchmark: Benchmark = {
  name: 'many',
  about: 'CPU of a run of 1 and of 3 turns, 1 to 200 of them at once in one process',
  run: async () => [...(await rowsOf(1)), ...(await rowsOf(3))],
}

async function rowsOf(turns: number): Promise<Row[]> {
  const walls = new Map<number, number[]>()
  const measure = async (concurrency: number) => {
    const args = [turns, concurrency, Math.max(100, concurrency)].map(String)
    const { cpu, wall }: { cpu: number; wall: number } = JSON.parse(await runChild(child, args))
    walls.set(concurrency, [...(walls.get(concurrency) ?? []), wall])
    return cpu
  }
  const contestants = atOnce.map((count) => [String(count), () => measure(count)] as const)
  const cpu = await interleave(Object.fromEntries(contestants), { rounds: 3, warmUp: 0 })
  const perSecond = (count: number) => 1000 / Math.min(...(walls.get(count) ?? []))
  const run = `a run of ${turns} turn${turns === 1 ? '' : 's'}`
  const alone = { what: 'one at once', value: cpu('1') }
  return [
    { what: `CPU of ${run}, one at once`, unit: 'ms', ours: cpu('1') },
    ...atOnce.slice(1).map((count): Row => ({
      what: `CPU of ${run}, ${count} at once`,
      unit: 'ms',
      ours: cpu(String(count)),
      baseline: alone,
    })),
    ...atOnce.map((count): Row => ({
      what: `${run}, ${count} at once`,
      unit: '/s',
      ours: perSecond(count),
    })),
    ...(await memoryRows(turns, run)),
  ]
}

async function memoryRows(turns: number, run: string): Promise<Row[]> {
  await using folder = await temporaryFolder()
  const memory = (concurrency: number) =>
    memoryOfProgram({
      args: [child.pathname, String(turns), String(concurrency), '200'],
      cwd: folder.path,
      env: {},
    })
  const value = await memory(1)
  return [
    {
      what: `memory of 200, ${run}, all at once`,
      unit: 'MB',
      ours: await memory(200),
      baseline: { what: 'one at once', value },
    },
  ]
}
