// What happens, as it happens: `query` is an iteration over the events of a run, and a promise of its result.
//
//   node streaming.ts
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { query } from '@harness/sdk'

// In place of a model, what one would say: it reads a file, then tells what it found.
const script = {
  name: 'reader',
  rules: [
    {
      when: { turn: 0 },
      reply: {
        text: 'I read the notes.',
        calls: [{ tool: 'read_file', input: { path: 'notes.md' } }],
      },
    },
    {
      when: { results: [{ tool: 'read_file', contains: ['milk'] }] },
      reply: { text: 'You want to buy milk.' },
    },
  ],
  otherwise: { text: 'There are no notes.' },
}

const cwd = await mkdtemp(join(tmpdir(), 'streaming-'))
await writeFile(join(cwd, 'notes.md'), 'Buy milk.\n')

const running = query({
  prompt: 'What do I want to buy?',
  options: { cwd, script, store: 'memory', settingSources: [] },
})
for await (const event of running) {
  switch (event.type) {
    case 'text.delta':
      process.stdout.write(event.text)
      break
    case 'tool.start':
      console.log(`\n> ${event.tool} ${JSON.stringify(event.input)}`)
      break
    case 'tool.end':
      console.log(event.error === null ? '> done' : `> failed: ${event.error}`)
      break
    case 'run.end':
      console.log(`\n${event.reason}`)
      break
    default:
      // There are more types of events; a reader ignores what it does not know.
      break
  }
}

const { usage, cost } = await running.result
console.log(`${usage.inputTokens} tokens in, ${usage.outputTokens} out, $${cost}`)
await rm(cwd, { recursive: true })
