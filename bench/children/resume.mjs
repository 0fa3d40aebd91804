// Resumes a session in a fresh process, up to where the next model call could go out: `<home> <id>`. Without an id it
// loads the same modules and does nothing. Plain JavaScript: to strip types costs memory that no user pays.
import { setTimeout } from 'node:timers/promises'
import { openSession } from '../../packages/kernel/dist/index.js'
import { fileSessions } from '../../packages/kernel/dist/node/index.js'

const runtime = {
  now: Date.now,
  monotonic: () => performance.now(),
  random: Math.random,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
}

const [home = '', id] = process.argv.slice(2)
const from = performance.now()
if (id) {
  const session = await openSession(await fileSessions({ home }).open(id), { runtime })
  await session.conversation()
}
console.log(performance.now() - from)
process.exit()
