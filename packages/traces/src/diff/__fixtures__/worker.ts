// node worker.ts HOME A B: compares two sessions on the disk; says what was found, how long it took, and what it took.
import { fileSessions } from '@harness/kernel/node'
import { diffLogs } from '../diff-logs.ts'

const [home = '', a = '', b = ''] = process.argv.slice(2)
const sessions = fileSessions({ home })
const from = performance.now()
const { difference } = await diffLogs(await sessions.reader(a), await sessions.reader(b))
const ms = Math.round(performance.now() - from)
const megabytes = Math.round(process.resourceUsage().maxRSS / 1_000)
const found = difference && { seq: difference.seq, class: difference.class }
process.stdout.write(`${JSON.stringify({ found, ms, megabytes })}\n`)
