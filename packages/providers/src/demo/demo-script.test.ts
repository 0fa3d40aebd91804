import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import type { Message, ModelRequest, Reply } from '@harness/kernel'
import { expect, it } from 'vitest'

import { offlineProvider } from '../offline/offline-provider.ts'
import { demoPrompt, demoScript } from './demo-script.ts'
import { sampleRepository } from './sample-repository.ts'

type Act = (folder: string, input: any) => Promise<{ text: string; failed?: boolean }>

/** The few tools the demo calls, as plain as they can be. */
const tools: Record<string, Act> = {
  list: () => Promise.resolve({ text: Object.keys(sampleRepository).join('\n') }),
  search: () => Promise.resolve({ text: 'src/slugify.js:2: export function slugify(title) {' }),
  read_file: async (folder, { path }) => ({ text: await readFile(join(folder, path), 'utf8') }),
  edit: async (folder, { path, old_string: old, new_string: next }) => {
    const text = await readFile(join(folder, path), 'utf8')
    expect(text.split(old)).toHaveLength(2)
    await writeFile(
      join(folder, path),
      text.replace(old, () => next),
    )
    return { text: 'Edited.' }
  },
  shell: (folder, { command }) => nodeTest(folder, command),
}

function nodeTest(folder: string, command: string): Promise<{ text: string }> {
  expect(command).toBe('node --test')
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env
  const child = spawn(process.execPath, ['--test'], { cwd: folder, env })
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece) => pieces.push(piece))
  return new Promise((resolve) =>
    child.on('close', (code) => {
      resolve({ text: `exit ${code}\n${Buffer.concat(pieces).toString('utf8')}` })
    }),
  )
}

async function replyTo(messages: Message[]): Promise<Reply> {
  const request: ModelRequest = {
    model: { provider: 'offline', id: 'scripted' },
    system: '',
    messages,
    tools: [],
    key: 's/1',
    image: () => Promise.resolve(undefined),
  }
  const { signal } = new AbortController()
  for await (const event of offlineProvider(demoScript).stream(request, { signal })) {
    if (event.type === 'reply') return event.reply
  }
  throw new Error('no reply')
}

/** Plays the demo with these tools and answers its summary. */
async function play(changed: Record<string, Act> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'harness-demo-'))
  try {
    for (const [path, text] of Object.entries(sampleRepository)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    const messages: Message[] = [{ role: 'user', content: [{ type: 'text', text: demoPrompt }] }]
    const seen: string[] = []
    for (let turn = 0; turn < 10; turn += 1) {
      const reply = await replyTo(messages)
      messages.push({ role: 'assistant', reply })
      for (const part of reply.parts) {
        if (part.type !== 'call') continue
        seen.push(part.name)
        const input = JSON.parse(part.input)
        if (part.name === 'finish') return { summary: String(input.summary), seen, folder }
        const act = changed[part.name] ?? tools[part.name]!
        const { text, failed = false } = await act(folder, input)
        const content = [{ type: 'text' as const, text }]
        messages.push({ role: 'tool', id: part.id, name: part.name, content, failed })
      }
    }
    throw new Error(`not finished: ${seen.join(' ')}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const says =
  (text: string, failed = false): Act =>
  () =>
    Promise.resolve({ text, failed })

it('finds the fault of the sample repository, mends it and sees the tests pass', async () => {
  const { summary, seen } = await play()
  expect(summary).toMatch(/^Fixed .* All three tests pass\.$/)
  expect(seen).toEqual([
    'list',
    'shell',
    'search',
    'read_file',
    'read_file',
    'edit',
    'shell',
    'finish',
  ])
})

it.each<[string, Record<string, Act>, RegExp]>([
  ['the edit has no effect', { edit: says('Edited.') }, /still do not pass/],
  ['the edit is denied', { edit: says('Denied.', true) }, /was not made/],
  ['the tests cannot be run', { shell: says('Denied.', true) }, /do not know whether they pass/],
  ['nothing fails', { shell: says('ℹ pass 3\nℹ fail 0') }, /nothing to fix/],
  ['the file is another', { read_file: says('// other') }, /I changed nothing/],
])('claims nothing when %s', async (_, changed, summary) => {
  const played = await play(changed)
  expect(played.summary).toMatch(summary)
  expect(played.summary).not.toContain('Fixed')
})
