// Many runs in one process: `<turns> <runs at once> <runs>`. Prints the CPU and wall milliseconds of all of them, after some to
// get warm, and the most memory in kilobytes. Plain JavaScript: to strip types costs memory that no user pays.
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMany } from '../../apps/sdk/dist/index.js'

const [turns = 1, concurrency = 1, runs = 1] = process.argv.slice(2).map(Number)
const folder = await mkdtemp(join(tmpdir(), 'harness-bench-'))

const reply = (parts, stop) => ({
  type: 'reply',
  reply: { parts, stop, usage: { inputTokens: 10, outputTokens: 5 } },
})
const call = (name, input) =>
  reply([{ type: 'call', id: 'call_0', name, input: JSON.stringify(input) }], 'calls')

/** Answers at once: a file is written, one is read, and so on; then it is done. */
function instant() {
  const path = 'word.txt'
  let turn = 0
  return {
    name: 'instant',
    async *stream() {
      turn += 1
      if (turn >= turns) yield reply([{ type: 'text', text: 'done' }], 'end')
      else if (turn % 2 === 1) yield call('write_file', { path, content: `turn ${turn}\n` })
      else yield call('read_file', { path })
    },
  }
}

async function many(count, name) {
  const works = Array.from({ length: count }, (_, index) => join(folder, name, String(index)))
  for (const work of works) await mkdir(work, { recursive: true })
  const inputs = works.map((cwd) => ({ prompt: 'go', options: { provider: instant(), cwd } }))
  const options = { home: join(folder, 'home'), permissionMode: 'acceptEdits' }
  const { reasons, durationMs } = await runMany(inputs, { options, concurrency })
  if (reasons.done !== count) throw new Error(JSON.stringify(reasons))
  return durationMs
}

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const memory = () => Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])

await many(Math.min(runs, 20), 'warm')
const from = cpu()
const wall = await many(runs, 'run')
console.log(JSON.stringify({ cpu: cpu() - from, wall, memory: memory() }))
await rm(folder, { recursive: true, force: true })
