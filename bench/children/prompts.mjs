// Prompts in one process: `<client|run> <prompts>`. Prints the milliseconds of CPU that each took, after some to get warm: said to
// a session that is kept open, or each to a new one.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HarnessClient, run } from '../../apps/sdk/dist/index.js'
import { instantProvider } from './instant-provider.mjs'

const [how, prompts = '1'] = process.argv.slice(2)
const folder = await mkdtemp(join(tmpdir(), 'harness-bench-'))
const cwd = join(folder, 'work')
await mkdir(cwd)
const options = { home: join(folder, 'home'), cwd, provider: instantProvider(1) }
const client = new HarnessClient(options)

async function say() {
  const { reason } = await (how === 'client'
    ? client.send('go').result
    : run({ prompt: 'go', options }))
  if (reason !== 'done') throw new Error(`a prompt ended ${reason}`)
}

for (let warm = 0; warm < 10; warm++) await say()
const from = process.cpuUsage()
for (let prompt = 0; prompt < Number(prompts); prompt++) await say()
const { user, system } = process.cpuUsage(from)
console.log((user + system) / 1000 / Number(prompts))
await client.close()
await rm(folder, { recursive: true, force: true })
