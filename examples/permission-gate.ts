// Who decides what may be done: rules, then the program (`canUseTool`), then a person (`onAsk`).
//
//   node permission-gate.ts
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, type Ask, type AskAnswer, type CanUseTool } from '@harness/sdk'

const write = (path: string, content: string) => ({
  tool: 'write_file',
  input: { path, content },
})
const script = {
  name: 'writer',
  rules: [
    {
      when: { turn: 0 },
      reply: {
        calls: [
          write('docs/guide.md', 'Hello.\n'),
          write('notes.md', 'The password is hunter2.\n'),
          write('release.md', 'Version 2.\n'),
          { tool: 'shell', input: { command: 'npm publish' } },
        ],
      },
    },
  ],
  otherwise: { text: 'That is all that I could do.' },
}

/** Hears of what no rule decides. It may change the input, which is then judged anew. */
const canUseTool: CanUseTool = ({ tool, input }) => {
  console.log('the program is asked:', tool, JSON.stringify(input))
  const text = JSON.stringify(input)
  if (text.includes('password')) {
    return {
      decision: 'allow',
      input: { path: 'notes.md', content: 'The password is in the vault.\n' },
    }
  }
  return tool === 'shell' ? { decision: 'deny', reason: 'Publishing is for people.' } : 'ask'
}

/** In a product: a dialog. `preview` shows what will happen. */
const onAsk = async ({ tool, preview }: Ask): Promise<AskAnswer> => {
  console.log(`the person is asked: ${tool}\n${preview}`)
  return { decision: 'allow' }
}

const cwd = await mkdtemp(join(tmpdir(), 'permission-gate-'))
const { text, denied } = await run({
  prompt: 'Write the release.',
  options: {
    cwd,
    script,
    canUseTool,
    onAsk,
    allowedTools: ['edit(docs/**)'],
    store: 'memory',
    settingSources: [],
  },
})
console.log(text)
for (const { tool, reason } of denied) console.log('denied:', tool, reason)
console.log(await readFile(join(cwd, 'notes.md'), 'utf8'))
await rm(cwd, { recursive: true })
