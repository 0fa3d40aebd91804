// One session, many prompts: a client keeps model, tools and servers warm, is steered while it works, and changes its mode.
//
//   node multi-turn.ts
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HarnessClient, tool } from '@harness/sdk'

const write = { tool: 'write_file', input: { path: 'plan.md', content: 'Water first.\n' } }
const script = {
  name: 'gardener',
  rules: [
    { when: { said: ['plan'], turn: 0 }, reply: { text: 'Dig.', calls: [{ tool: 'measure' }] } },
    { when: { said: ['water'] }, reply: { text: 'Water first, then dig.' } },
    { when: { said: ['write'], turn: 0 }, reply: { calls: [write] } },
    { when: { results: [{ tool: 'write_file', failed: true }] }, reply: { text: 'I may not.' } },
    { when: { results: [{ tool: 'write_file', failed: false }] }, reply: { text: 'Written.' } },
  ],
  otherwise: { text: 'Yes?' },
}

// A tool that takes its time, so that there is time to speak up.
const measured = Promise.withResolvers<void>()
const measure = tool('measure', 'Measures the garden.', {}, async () => {
  await measured.promise
  return '3 by 4 metres'
})

const cwd = await mkdtemp(join(tmpdir(), 'multi-turn-'))
const client = new HarnessClient({
  cwd,
  script,
  tools: [measure],
  store: 'memory',
  settingSources: [],
  permissionMode: 'plan',
})

const plan = client.send('Make a plan for the garden.')
for await (const event of plan) {
  if (event.type !== 'tool.start') continue
  // The model sees it with what the tool answers.
  console.log('steered:', await client.steer('It is dry: think of the water.'))
  measured.resolve()
}
console.log((await plan.result).text)

// The mode `plan` changes nothing; `acceptEdits` lets files of the folder be written.
console.log((await client.send('Write it down.').result).text)
await client.setPermissionMode('acceptEdits')
console.log((await client.send('Now write it down.').result).text)
console.log(await readFile(join(cwd, 'plan.md'), 'utf8'))

// With `await using client = …` this happens by itself, from Node 24 on.
await client.close()
await rm(cwd, { recursive: true })
