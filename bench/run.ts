// `pnpm bench [name…]`: ratios of one run. Nothing here passes or fails.
import { printRows } from './report/print-rows.ts'
import type { Row } from './report/row.ts'
import { appendsBenchmark } from './rows/appends.ts'
import { commandsBenchmark } from './rows/commands.ts'
import { evalsBenchmark } from './rows/evals.ts'
import { forkBenchmark } from './rows/fork.ts'
import { growthBenchmark } from './rows/growth.ts'
import { manyBenchmark } from './rows/many.ts'
import { mapsBenchmark } from './rows/maps.ts'
import { promptsBenchmark } from './rows/prompts.ts'
import { resumeBenchmark } from './rows/resume.ts'
import { sandboxBenchmark } from './rows/sandbox.ts'
import { startUpBenchmark } from './rows/start-up.ts'
import { streamingBenchmark } from './rows/streaming.ts'
import { toolsBenchmark } from './rows/tools.ts'
import { tracesBenchmark } from './rows/traces.ts'
import { turnsBenchmark } from './rows/turns.ts'
import { wiresBenchmark } from './rows/wires.ts'

const benchmarks = [
  turnsBenchmark,
  growthBenchmark,
  resumeBenchmark,
  forkBenchmark,
  appendsBenchmark,
  startUpBenchmark,
  promptsBenchmark,
  manyBenchmark,
  streamingBenchmark,
  wiresBenchmark,
  toolsBenchmark,
  mapsBenchmark,
  commandsBenchmark,
  sandboxBenchmark,
  tracesBenchmark,
  evalsBenchmark,
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !benchmarks.some((one) => one.name === name))
if (unknown.length > 0) {
  const names = benchmarks.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`)
  console.error(`There is no benchmark ${unknown.join(', ')}. There are:\n${names.join('\n')}`)
  process.exit(2)
}

const rows: Row[] = []
for (const { name, run } of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const from = performance.now()
  process.stderr.write(`${name} … `)
  rows.push(...(await run()))
  process.stderr.write(`${((performance.now() - from) / 1000).toFixed(0)} s\n`)
}
printRows(rows)
