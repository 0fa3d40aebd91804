import type { CaseFile } from '../../suite/suite-file.ts'

const queue = `/** Runs jobs, at most so many at once, in the order in which they were added. */
export function makeQueue(most) {
  let running = 0
  const waiting = []

  async function start({ job, resolve, reject }) {
    running += 1
    const value = await job()
    running -= 1
    resolve(value)
    const next = waiting.pop()
    if (next) start(next)
  }

  return {
    /** Resolves with what the job resolves with, and rejects as it does. */
    add: (job) =>
      new Promise((resolve, reject) => {
        if (running <= most) start({ job, resolve, reject })
        else waiting.push({ job, resolve, reject })
      }),
  }
}
`

/** The queue as it should be. */
export const mendedQueue = `/** Runs jobs, at most so many at once, in the order in which they were added. */
export function makeQueue(most) {
  let running = 0
  const waiting = []

  async function start({ job, resolve, reject }) {
    running += 1
    try {
      resolve(await job())
    } catch (error) {
      reject(error)
    } finally {
      running -= 1
      const next = waiting.shift()
      if (next) start(next)
    }
  }

  return {
    /** Resolves with what the job resolves with, and rejects as it does. */
    add: (job) =>
      new Promise((resolve, reject) => {
        if (running < most) start({ job, resolve, reject })
        else waiting.push({ job, resolve, reject })
      }),
  }
}
`

const test = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeQueue } from './queue.js'

test('runs at most so many at once, in order', async () => {
  const queue = makeQueue(2)
  const seen = []
  let now = 0
  let most = 0
  const job = (name) => async () => {
    seen.push(name)
    most = Math.max(most, ++now)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    return name
  }
  const names = ['a', 'b', 'c', 'd', 'e']
  assert.deepEqual(await Promise.all(names.map((name) => queue.add(job(name)))), names)
  assert.deepEqual(seen, names)
  assert.equal(most, 2)
})
`

const hidden = `node --input-type=module - <<'END'
import assert from 'node:assert/strict'
import { makeQueue } from './queue.js'
const queue = makeQueue(1)
const order = []
const fails = [
  () => Promise.reject(new Error('late')),
  () => { throw new Error('at once') },
]
const ends = await Promise.race([
  Promise.allSettled([...fails.map((job) => queue.add(job)), queue.add(async () => { order.push('x'); return 3 })]),
  new Promise((resolve) => setTimeout(resolve, 3000, 'stuck')),
])
assert.notEqual(ends, 'stuck')
assert.deepEqual(ends.map(({ status }) => status), ['rejected', 'rejected', 'fulfilled'])
assert.equal(ends[1].reason.message, 'at once')
assert.equal(ends[2].value, 3)
process.exit(0)
END`

/** Order, a bound that is off by one, and a job that fails. */
export const javascriptQueue: CaseFile = {
  id: 'repair/javascript-queue',
  task: 'The queue in `queue.js` runs one job too many at once, in the wrong order, and stops for ever after a job that fails. Mend it so that it does what its texts say, without a new dependency. `node --test` runs the tests; they stay as they are.',
  files: {
    'queue.js': queue,
    'queue.test.js': test,
    'package.json': '{ "name": "queue", "type": "module", "private": true }\n',
  },
  setup: 'node --version',
  protect: ['*.test.js', 'package.json'],
  verify_command: 'node --test queue.test.js',
  expect: { commands: [{ run: hidden, timeout_s: 30 }] },
}
