import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { allEnded, exists, running, taskWorld, until } from './__fixtures__/task-world.ts'

const world = taskWorld()
const timed = async <T>(work: Promise<T>) => {
  const begin = performance.now()
  return { end: await work, ms: performance.now() - begin }
}
/** Processes that leave the group, the session and their parent. */
const daemons = (word: string) =>
  `setsid sh -c 'trap "" TERM HUP; sleep ${word}; :' & (setsid sleep ${word} >/dev/null 2>&1 &); sleep ${word} &`

test.concurrent('a deadline ends the whole tree, daemons and those that ignore requests included', async () => {
  const script = `${daemons('8881')} trap '' TERM; echo up; while :; do sleep 8881; done`
  const { end, ms } = await timed(world.shell(script, { timeoutMs: 700 }))
  expect(end).toMatchObject({ code: null, stopped: 'timeout', signal: 'SIGKILL' })
  expect(ms).toBeGreaterThan(690)
  expect(ms).toBeLessThan(2500)
  await allEnded('8881')
})

test.concurrent('a command may end well when it is asked to', async () => {
  const script = `trap 'echo bye; exit 7' TERM; while :; do sleep 0.05; done`
  expect(await world.shell(script, { timeoutMs: 300 })).toMatchObject({
    code: 7,
    stopped: 'timeout',
    head: expect.stringContaining('bye'),
  })
})

test.concurrent('a cancelled command is ended with its tree before its end is told', async () => {
  const control = new AbortController()
  const work = world.shell(`${daemons('8882')} echo up; sleep 8882`, {
    signal: control.signal,
    task: 500,
  })
  await until(() => exists(world.folder, 'tasks/500/out') && running('8882').length > 1)
  control.abort('cancel')
  expect(await work).toMatchObject({ kind: 'exited', stopped: 'cancelled' })
  await allEnded('8882')
})

test.concurrent('a task cancelled before or while it begins never or is ended', async () => {
  const before = await world.shell('touch ran', { signal: AbortSignal.abort('cancel') })
  expect(before).toMatchObject({ kind: 'exited', code: null, stopped: 'cancelled' })
  expect(exists(world.folder, 'ran')).toBe(false)
  await Promise.all(
    [0, 1, 2, 4, 8].map(async (ms) => {
      const control = new AbortController()
      const work = world.shell('sleep 8883; touch ran', { signal: control.signal })
      await sleep(ms)
      control.abort('cancel')
      expect(await work).toMatchObject({ stopped: 'cancelled' })
    }),
  )
  await allEnded('8883')
  expect(exists(world.folder, 'ran')).toBe(false)
})

test.concurrent('what a command leaves running ends with it, and does not hold it up', async () => {
  const { end, ms } = await timed(world.shell(`${daemons('8884')} echo started`))
  expect(end).toMatchObject({ code: 0, head: 'started\n' })
  expect(ms).toBeLessThan(1500)
  await allEnded('8884')
})

test.concurrent('a process that escaped with the pipe does not hold a finished command up for long', async () => {
  const { end, ms } = await timed(
    world.shell('env -i setsid sleep 3.8885 & sleep 0.05; echo started'),
  )
  expect(end).toMatchObject({ code: 0, head: 'started\n' })
  expect(ms).toBeLessThan(2500)
})

test.concurrent.each([
  'yes',
  'cat /dev/zero',
  'head -c 500000000 /dev/zero | tr "\\0" x',
  'trap "" PIPE; while :; do yes; done',
])('a flood is stopped at the cap: %s', async (script) => {
  const before = process.memoryUsage().rss
  const { end, ms } = await timed(
    world.shell(script, { outputCap: 100_000, task: 600 + script.length }),
  )
  if (end.kind !== 'exited') throw new Error('it did not exit')
  expect(end.stopped).toBe('output')
  expect(end.bytes).toBe(Math.floor(100_000 / 512) * 512)
  expect(statSync(join(world.folder, 'tasks', String(600 + script.length), 'out')).size).toBe(
    end.bytes,
  )
  expect(Buffer.byteLength(end.head + end.tail)).toBeLessThan(25_000)
  expect(ms).toBeLessThan(1800)
  expect(process.memoryUsage().rss - before).toBeLessThan(32e6)
})

test.concurrent('a reason other than cancel leaves the command running, and another run takes it over', async () => {
  const control = new AbortController()
  const work = world.shell('sleep 0.6; echo late; exit 6', { signal: control.signal, task: 700 })
  await until(() => exists(world.folder, 'tasks/700/runner'))
  control.abort('stop driving')
  await expect(work).rejects.toBe('stop driving')
  expect(await world.runner.probe({ session: 's', task: 700, at: Date.now() })).toBe('run')
  expect(await world.shell('never', { task: 700 })).toMatchObject({ code: 6, head: 'late\n' })
})
