// Another program as the agent: `harness run -o stream-json` prints an event a line, `parseStreamEvent` reads it.
//
//   node read-stream.ts
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseStreamEvent } from '@harness/sdk'

// Where `harness` is installed for everybody, `spawn('harness', …)` will do.
const harness = fileURLToPath(import.meta.resolve('@harness/cli/dist/main.js'))
const home = await mkdtemp(join(tmpdir(), 'read-stream-'))

const words = ['run', 'What is in this folder?', '--model', 'offline', '-o', 'stream-json']
const child = spawn(process.execPath, [harness, ...words], {
  env: { ...process.env, HARNESS_HOME: home },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = new Promise<number | null>((resolve) => child.on('close', resolve))

for await (const line of createInterface({ input: child.stdout })) {
  const event = await parseStreamEvent(line)
  if (event.type === 'session.start') console.log('session', event.sessionId)
  if (event.type === 'text.delta') process.stdout.write(event.text)
  if (event.type === 'run.end') console.log(`\n${event.reason}`)
  // A later harness may say what this one does not know.
  if (event.type === 'unknown') console.error('not known:', event.raw)
}

const code = await ended
console.log('exit code', code)
process.exitCode = code ?? 1
await rm(home, { recursive: true })
