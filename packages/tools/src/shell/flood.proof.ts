// The promise: whatever a command writes or starts, this process stays small, it stops soon, and nothing is left of it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandRunner } from '@harness/kernel/node'
import { expect, it } from 'vitest'
import { textOf, workshop } from '../__fixtures__/workshop.ts'
import { shellTool } from './shell.ts'

const megabyte = 1024 * 1024
const isReduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
const cap = (isReduced ? 16 : 64) * megabyte
const line = isReduced ? 50_000_000 : 500_000_000

let tasks = 0

/** Runs a command as the loop does; how long it took and how much larger this process became. */
async function measure(command: string, more: { timeout_ms?: number; capped?: number } = {}) {
  const shop = workshop()
  const { capped = cap, ...input } = more
  const tool = shellTool({ outputCap: capped })
  const runner = commandRunner({ folder: () => shop.folder })
  const { task } = await shop.prepare(tool, { command, ...input })
  if (task?.kind !== 'command' || !tool.conclude) throw new Error('it is no command')
  const base = process.memoryUsage().rss
  let most = base
  let streamed = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10)
  const from = performance.now()
  const handle = { session: 's', task: (tasks += 1), at: Date.now() }
  const output = (text: string) => void (streamed += text.length)
  const end = await runner.run(handle, task, { signal: shop.context.signal, output })
  const ms = performance.now() - from
  clearInterval(watch)
  const text = textOf(await tool.conclude(end, task, shop.context))
  const mark = shop.folder
  return {
    end,
    ms,
    text,
    streamed,
    megabytes: (most - base) / megabyte,
    left: () => survivors(mark),
  }
}

/** Processes that stand in the folder of the command. */
function survivors(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PROOF=${folder}`)
    } catch (error) {
      if (error instanceof Error && 'code' in error) return false
      throw error
    }
  })
}

const say = (what: string, { ms, megabytes }: { ms: number; megabytes: number }) =>
  process.stdout.write(`${what}: ${ms.toFixed(0)} ms, ${megabytes.toFixed(1)} MB more\n`)

it.each(['yes', 'cat /dev/zero', `head -c ${line} /dev/zero | tr '\\0' x`])(
  'a flood is stopped at its cap and costs little: %s',
  async (command) => {
    // How long the disk takes for as much: the cap is reached no sooner.
    const plain = performance.now()
    await measure(`head -c ${cap} /dev/zero`, { capped: cap * 2 })
    const least = performance.now() - plain
    const flood = await measure(command)
    say(`${command}, to ${cap / megabyte} MiB`, flood)
    expect(flood.end).toMatchObject({ kind: 'exited', stopped: 'output', bytes: cap })
    expect(flood.megabytes).toBeLessThan(64)
    expect(flood.ms).toBeLessThan(least * 3 + 1000)
    expect(flood.streamed).toBeGreaterThan(0)
    expect(JSON.stringify(flood.text).length).toBeLessThan(32 * 1024)
  },
)

const daemons: readonly [string, string][] = [
  ['a daemon', 'setsid sleep 60 & sleep 0.1'],
  ['a double fork', '(sh -c "setsid sh -c \\"sleep 60 & sleep 60\\" &" &) ; sleep 0.2'],
  ['nohup', 'nohup sleep 60 >/dev/null 2>&1 & sleep 0.1'],
  ['a child that holds the output', 'sleep 60 & echo done'],
  ['deaf children', `trap "" TERM HUP INT; sh -c 'trap "" TERM; sleep 60' & sleep 0.1`],
  ['two hundred children', 'i=0; while [ $i -lt 200 ]; do sleep 60 & i=$((i+1)); done; sleep 0.1'],
]

const isLinux = process.platform === 'linux'

it.runIf(isLinux)('a process that is left is found', async () => {
  const { folder } = workshop()
  const left = spawn('sleep', ['60'], { env: { ...process.env, PROOF: folder } })
  await once(left, 'spawn')
  expect(survivors(folder)).toEqual([String(left.pid)])
  left.kill('SIGKILL')
  await once(left, 'exit')
  expect(survivors(folder)).toEqual([])
})

it.runIf(isLinux).each(daemons)('nothing is left of %s', async (what, command) => {
  const shop = workshop()
  const marked = `export PROOF=${shop.folder}; ${command}`
  const run = await measure(marked)
  // What it left is ended beside the answer.
  for (let wait = 0; wait < 30 && survivors(shop.folder).length > 0; wait += 1) await sleep(100)
  say(what, run)
  expect(survivors(shop.folder)).toEqual([])
  expect(run.ms).toBeLessThan(10_000)
})

it.runIf(isLinux)(
  'a command that takes too long is ended in its time, with its children',
  async () => {
    const shop = workshop()
    const command = `export PROOF=${shop.folder}; trap "" TERM; setsid sleep 60 & sleep 60`
    const run = await measure(command, { timeout_ms: 500 })
    say('a deaf command with a time limit of 500 ms', run)
    expect(run.end).toMatchObject({ stopped: 'timeout' })
    for (let wait = 0; wait < 30 && survivors(shop.folder).length > 0; wait += 1) await sleep(100)
    expect(survivors(shop.folder)).toEqual([])
    expect(run.ms).toBeLessThan(4000)
  },
)
