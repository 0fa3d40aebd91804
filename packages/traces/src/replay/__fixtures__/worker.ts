// node worker.ts FILE: plays every log in a file of JSON, and says what came of it in one line.
import { readFileSync } from 'node:fs'
import type { Event } from '@harness/kernel'
import { playTape } from '../play-tape.ts'
import { redecide } from '../redecide.ts'

const logs: Event[][] = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const total = { logs: 0, events: 0, performed: 0, given: 0, decisions: 0, different: 0 }

async function* logOf(events: readonly Event[]) {
  yield* events
}

for (const events of logs) {
  const played = await playTape(logOf(events))
  const decided = await redecide(logOf(events))
  total.logs += 1
  total.events += played.events
  total.performed += played.performed
  total.given += played.given
  total.decisions += decided.decisions
  total.different += decided.different + (played.difference ? 1 : 0)
}
process.stdout.write(`${JSON.stringify(total)}\n`)
