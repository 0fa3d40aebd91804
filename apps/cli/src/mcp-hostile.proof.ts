// The promise: whatever a server of the Model Context Protocol does, a run comes to its end, its model reads what went wrong, memory
// stays bounded and nothing is left running.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

const program = new URL('../../../packages/mcp/src/__fixtures__/worker.ts', import.meta.url)
  .pathname
const minutes = 60_000
/** Of the whole harness, its Node included. */
const mostMegabytes = 150

/** What a server does wrong, what it is called for, and what the model reads of each call. */
const cases: [misdeeds: string[], ...calls: [tool: string, reads: string][]][] = [
  [[], ['echo', '{'], ['flood', 'more than'], ['echo', '{'], ['flood', 'more than']],
  [[], ['chatter', '1000 messages in a second'], ['echo', '{']],
  [[], ['crash', 'ended with exit code 3'], ['echo', '{']],
  [[], ['hang', 'did not answer in 1500 ms'], ['echo', '{']],
  [[], ['twice', 'first'], ['wrong', 'to you'], ['fail', 'it did not work'], ['refuse', 'never']],
  [[], ['huge', 'bytes left out'], ['huge', 'bytes left out']],
  [['stderr'], ['echo', '{'], ['crash', 'go on']],
  [['garbage'], ['echo', '{']],
  [['lies'], ['echo', '{']],
  [
    ['many', 'endless'],
    ['echo', '{'],
  ],
  [['changes'], ['echo', '{']],
  [['odd-names'], ['echo', '{']],
  [['hang-at-start'], ['status', 'did not answer']],
  [['crash-at-start'], ['status', 'no such database']],
  [['nonsense-at-start'], ['status', 'broken']],
  [['hang-at-list'], ['status', 'did not answer']],
]

/** One run against such a server, and the most memory it had, in megabytes; 0 where the system does not tell. */
async function meet(here: Place, [misdeeds, ...calls]: (typeof cases)[number]) {
  await mkdir(here.home, { recursive: true })
  const hostile = { command: process.execPath, args: [program, ...misdeeds], timeoutMs: 1500 }
  await writeFile(join(here.home, 'config.jsonc'), JSON.stringify({ mcpServers: { hostile } }))
  const rules = calls.map(([tool], turn) => ({
    when: { turn },
    reply: { calls: [{ tool: `mcp_hostile_${tool}`, input: { turn } }] },
  }))
  const script = join(here.home, 'script.json')
  await writeFile(script, JSON.stringify({ name: 'calls', rules, otherwise: { text: 'done' } }))
  const args = ['run', '--script', script, '--allowed-tools', 'mcp']
  const started = here.start([...args, '--output-format', 'stream-json', 'go'])
  let peak = 0
  const timer = setInterval(() => (peak = Math.max(peak, peakOf(started.pid))), 20)
  const { stdout } = await started.ended
  clearInterval(timer)
  const lines = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  const read: string[] = lines
    .filter(({ type }) => type === 'tool.end')
    .map(({ output, error }) => error ?? output)
  return { read, end: lines.find(({ type }) => type === 'run.end')?.reason, peak }
}

function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 0
    throw error
  }
}

it(`a run outlives ${cases.length} hostile servers`, { timeout: 5 * minutes }, async () => {
  const here = await place()
  try {
    for (const one of cases) {
      const [misdeeds, ...calls] = one
      const { read, end, peak } = await meet(here, one)
      const name = [...misdeeds, ...calls.map(([tool]) => tool)].join(' ')
      process.stdout.write(`${peak.toFixed(0).padStart(4)} MB  ${name}\n`)
      expect({ name, end }).toEqual({ name, end: 'done' })
      for (const [at, [, words]] of calls.entries()) {
        expect({ name, read: read[at] }).toEqual({ name, read: expect.stringContaining(words) })
      }
      expect({ name, isBounded: peak < mostMegabytes }).toEqual({ name, isBounded: true })
    }
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
    expect(left.filter((line) => line.includes(program))).toEqual([])
  } finally {
    await here.remove()
  }
})
