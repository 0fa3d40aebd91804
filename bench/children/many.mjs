// Many runs in one process: `<turns> <runs at once> <runs>`. Prints the milliseconds of CPU and of the clock that each took,
// after some to get warm. Plain JavaScript: to strip types costs memory that no user pays.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMany } from '../../apps/sdk/dist/index.js'
import { instantProvider } from './instant-provider.mjs'

const [turns = 1, concurrency = 1, runs = 1] = process.argv.slice(2).map(Number)
const folder = await mkdtemp(join(tmpdir(), 'harness-bench-'))
const options = { home: join(folder, 'home'), permissionMode: 'acceptEdits' }

async function many(count, name) {
  const works = Array.from({ length: count }, (_, index) => join(folder, name, String(index)))
  for (const work of works) await mkdir(work, { recursive: true })
  const inputs = works.map((cwd) => ({
    prompt: 'go',
    options: { provider: instantProvider(turns), cwd },
  }))
  const from = process.cpuUsage()
  const { reasons, durationMs } = await runMany(inputs, { options, concurrency })
  const { user, system } = process.cpuUsage(from)
  if (reasons.done !== count) throw new Error(`not all were done: ${JSON.stringify(reasons)}`)
  return { cpu: (user + system) / 1000 / count, wall: durationMs / count }
}

await many(20, 'warm')
console.log(JSON.stringify(await many(runs, 'runs')))
await rm(folder, { recursive: true, force: true })
