// A subject that works as a real one does: a session of the kernel in its home, a model that follows a script, and a tool
// that writes files. What it says depends on what was said alone, so an undisturbed run and a disturbed one are alike.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  configure,
  contentText,
  defaultLimits,
  defineTool,
  openSession,
  run,
  textContent,
  type Message,
  type ModelEnd,
  type Runtime,
  type Session,
  type Subject,
  type SubjectEnd,
  type SubjectWork,
} from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { reply, scriptedProvider } from '@harness/kernel/testing'
import { z } from 'zod'

/** What it does when it was told something for the nth time: files it writes one after the other, then its answer. */
export type Script = (
  task: string,
  told: number,
) => { writes: [path: string, text: string][]; answer: string }

const id = 'work'

export function sessionSubject(script: Script, runtime: Runtime): Subject {
  return {
    name: 'session',
    facts: { model: 'scripted/script' },
    async run(work, options) {
      const session = await sessionOf(work, runtime)
      try {
        await say(session, work)
        const host = hostOf(work, script, runtime)
        const end = await run(session, { host, signal: options.signal })
        options.signal.throwIfAborted()
        return await endOf(session, end)
      } finally {
        await session.store.close()
      }
    },
    release: async () => undefined,
  }
}

async function sessionOf({ home, workspace, limits }: SubjectWork, runtime: Runtime) {
  const sessions = fileSessions({ home })
  const isThere = await sessions.reader(id).then(
    () => true,
    () => false,
  )
  const session = await openSession(await (isThere ? sessions.open(id) : sessions.create(id)), {
    runtime,
  })
  if (session.state.seq === 0) {
    await session.append([{ type: 'session.created', data: { session: id, workspace } }])
  }
  await configure(session, {
    model: { provider: 'scripted', id: 'script', price: { input: 1, output: 2 } },
    system: 'You are a test.',
    tools: [writeTool(workspace)],
    permissions: { mode: 'ask', rules: [], person: false },
    limits: { ...defaultLimits, maxTurns: limits.turns, retryBaseMs: 1 },
  })
  return session
}

async function inputsOf(session: Session): Promise<number> {
  let inputs = 0
  for await (const event of session.store.events.read(1)) {
    if (event.type === 'input.received') inputs += 1
  }
  return inputs
}

async function say(session: Session, { says }: SubjectWork): Promise<void> {
  if ((await inputsOf(session)) >= says.length) return
  const content = textContent(says.at(-1) ?? '')
  await session.append([
    { type: 'input.received', data: { from: 'person', mode: 'steer', content } },
  ])
}

const writeTool = (workspace: string) =>
  defineTool({
    name: 'write',
    description: 'Writes a file.',
    input: z.object({ path: z.string(), text: z.string() }),
    effect: 'pure',
    async run({ path, text }) {
      const full = join(workspace, path)
      mkdirSync(dirname(full), { recursive: true })
      writeFileSync(full, text)
      return { kind: 'done', content: textContent(`wrote ${path}`) }
    },
  })

function hostOf({ workspace }: SubjectWork, script: Script, runtime: Runtime) {
  const provider = scriptedProvider(({ messages }) => answerTo(messages, script))
  return {
    runtime,
    tools: [writeTool(workspace)],
    policy: { decide: () => ({ decision: 'allow' as const, rule: 'test' }) },
    provider: async () => provider,
  }
}

function answerTo(messages: readonly Message[], script: Script): ModelEnd {
  const users = messages.filter((message) => message.role === 'user')
  const since = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1)
  const written = since.filter(({ role }) => role === 'tool').length
  const [first] = users
  const { writes, answer } = script(first ? contentText(first.content) : '', users.length)
  const next = writes[written]
  return next ? reply('', [['write', { path: next[0], text: next[1] }]]) : reply(answer)
}

async function endOf(session: Session, end: Awaited<ReturnType<typeof run>>): Promise<SubjectEnd> {
  const finished = end.kind === 'finished' ? end : await lastEnd(session)
  const { reason, limit = null } = finished
  const isLimit = reason === 'limit'
  return {
    reason: reason === 'done' || isLimit ? reason : 'failed',
    limit: isLimit ? limit : null,
    fault: null,
    answer: await lastText(session),
    session: id,
  }
}

async function lastEnd(session: Session) {
  for (const event of (await eventsOf(session)).toReversed()) {
    if (event.type === 'run.finished') return event.data
  }
  throw new Error('the session never finished')
}

async function lastText(session: Session): Promise<string> {
  for (const event of (await eventsOf(session)).toReversed()) {
    if (event.type !== 'model.settled' || event.data.kind !== 'replied') continue
    const texts = event.data.reply.parts.flatMap((part) =>
      part.type === 'text' ? [part.text] : [],
    )
    return texts.join('')
  }
  return ''
}

async function eventsOf(session: Session) {
  const events = []
  for await (const event of session.store.events.read(1)) events.push(event)
  return events
}
