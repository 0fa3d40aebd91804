// What must be true of a session, and of the world that it worked in, when it has ended.
import { readdir, readFile, readlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Event } from '@harness/kernel'
import { checkLog } from '@harness/kernel/testing'
import { expect } from 'vitest'
import { filesOf } from './busy-model.ts'
import type { Place } from './cli.ts'
import type { AskedRequest } from './endpoint.ts'
import { childrenOf, eventsOf } from './killed-lives.ts'
import type { Said } from './speak-to.ts'

export interface Told {
  inputs: number
  events: number
  effects: number
  unknown: number
  background: number
}

interface Checking {
  here: Place
  id: string
  tag: string
  said: readonly Said[]
  requests: readonly AskedRequest[]
}

export async function checkSession(checking: Checking): Promise<Told> {
  const { here, id, tag, said, requests } = checking
  const children = await childrenOf(here, id)
  const ledger = (await readFile(join(here.workspace, 'ledger'), 'utf8')).trim().split('\n')
  expect(ledger.filter((line, at) => ledger.indexOf(line) !== at)).toEqual([])
  const told: Told = { inputs: 0, events: 0, effects: 0, unknown: 0, background: 0 }
  const done: string[] = []
  for (const one of [id, ...children]) {
    const events = await eventsOf(here, one)
    expect({ one, wrong: checkLog(events, { finished: true }) }).toEqual({ one, wrong: [] })
    const conversation = await conversationOf(here, one)
    told.events += events.length
    told.background += checkBackground(events, conversation)
    for (const effect of effectsOf(events)) {
      told.effects += 1
      done.push(...checkEffect(effect, { ledger, conversation }))
      if (effect.kind === 'unknown') told.unknown += 1
    }
  }
  expect(children.length).toBeGreaterThanOrEqual(2)
  // Nothing stands in the ledger that no log names.
  const own = ledger.filter((line) => line.includes(` ${tag}-`))
  expect(own.filter((line) => !done.includes(line))).toEqual([])
  told.inputs = checkInputs(await eventsOf(here, id), await conversationOf(here, id), { tag, said })
  checkRequests(requests, tag)
  for (const [name, text] of Object.entries(filesOf(tag))) {
    expect((await readFile(join(here.workspace, name), 'utf8')) === text).toBe(true)
  }
  return told
}

/** What the model sees of it in the end, by the program itself. */
async function conversationOf(here: Place, id: string): Promise<string> {
  const timeline = await here.run(['sessions', 'show', id])
  expect(timeline).toMatchObject({ code: 0, stderr: '' })
  const { code, stdout } = await here.run(['sessions', 'show', id, '--conversation', '--json'])
  expect(code).toBe(0)
  return stdout
}

/** An effect that is not idempotent, and what the log says became of it. */
interface Effect {
  /** What it leaves in the ledger, in order. */
  lines: readonly string[]
  kind: 'done' | 'unknown'
  message: string
}

function effectsOf(events: readonly Event[]): Effect[] {
  return events.flatMap((event): Effect[] => {
    if (event.type !== 'tool.settled' && event.type !== 'task.settled') return []
    const started = events[(event.cause ?? 0) - 1]
    const lines = linesOf(events, started)
    if (lines === undefined) return []
    const { data } = event
    if (data.kind === 'unknown') return [{ lines, kind: 'unknown', message: data.message }]
    const worked =
      event.type === 'tool.settled'
        ? data.kind === 'done'
        : data.kind === 'ended' &&
          'end' in data &&
          data.end.kind === 'exited' &&
          data.end.code === 0
    expect({ lines, worked, data }).toMatchObject({ worked: true })
    return [{ lines, kind: 'done', message: '' }]
  })
}

/** Undefined for what leaves nothing there. */
function linesOf(events: readonly Event[], started: Event | undefined): string[] | undefined {
  if (started?.type === 'task.started' && started.data.spec.kind === 'command') {
    const word = /sh \w+\.sh (\S+)/.exec(started.data.spec.argv.at(-1) ?? '')?.[1]
    return [`begin ${word}`, `end ${word}`]
  }
  if (started?.type !== 'tool.started') return undefined
  const [turn, at] = started.data.call.split('.').map(Number)
  const settled = events[(turn ?? 0) - 1]
  if (settled?.type !== 'model.settled' || settled.data.kind !== 'replied') return undefined
  const part = settled.data.reply.parts[at ?? 0]
  if (part?.type !== 'call' || part.name !== 'mcp_garden_slowly') return undefined
  return [`plant ${JSON.parse(part.input).what}`]
}

/** Answers the lines that it may have left. */
function checkEffect(
  { lines, kind, message }: Effect,
  { ledger, conversation }: { ledger: readonly string[]; conversation: string },
): readonly string[] {
  if (kind === 'done') expect(lines.filter((line) => !ledger.includes(line))).toEqual([])
  else expect(conversation).toContain(JSON.stringify(message).slice(1, -1))
  return lines
}

/** Whatever went on in the background has one end, and the model heard of it once. Answers how many did. */
function checkBackground(events: readonly Event[], conversation: string): number {
  const tasks = events.flatMap((event) => (event.type === 'task.promoted' ? [event.data.task] : []))
  for (const task of tasks) {
    const ends = events.filter(({ type, cause }) => type === 'task.settled' && cause === task)
    const words = new RegExp(`Background task ${task} has ended|Task ${task}: The process`, 'g')
    expect({ task, ends: ends.length, told: conversation.match(words)?.length }).toEqual({
      task,
      ends: 1,
      told: 1,
    })
  }
  return tasks.length
}

/** Each input that was accepted is in the log and in the conversation, once. Answers how many are. */
function checkInputs(
  events: readonly Event[],
  conversation: string,
  { tag, said }: Pick<Checking, 'tag' | 'said'>,
): number {
  const received = events.flatMap((event) =>
    event.type === 'input.received' ? [JSON.stringify(event.data.content)] : [],
  )
  const all = [{ text: `go ${tag}"`, accepted: true }, ...said]
  const counts = all.map(({ text, accepted }) => {
    const times = received.filter((content) => content.includes(text)).length
    return { text, accepted, times, shown: conversation.split(text).length - 1 }
  })
  expect(counts.filter(({ times, shown }) => times !== shown)).toEqual([])
  expect(counts.filter(({ accepted, times }) => times > 1 || (accepted && times < 1))).toEqual([])
  return received.length
}

/** What a model was told once it is told again, word by word, and more only at the end. */
function checkRequests(requests: readonly AskedRequest[], tag: string): void {
  const known = new Map<string, readonly string[]>()
  for (const { body } of requests) {
    const messages = body.messages.map((message) => JSON.stringify(message))
    const whose = /(?:go|help) (s\d+)(?: as \w+)?/.exec(messages.join(''))
    if (whose?.[1] !== tag) continue
    const before = known.get(whose[0]) ?? []
    expect(messages.slice(0, before.length)).toEqual(before)
    known.set(whose[0], messages)
  }
  expect(known.size).toBe(3)
}

/** No process knows of the home or works in the workspace: each has its folder in its environment. */
export async function noProcessLeft({ home }: Place): Promise<void> {
  const folder = dirname(home)
  const left = async () => {
    const found: string[] = []
    for (const pid of await readdir('/proc')) {
      if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
      const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
      if (!cwd.startsWith(folder) && !(await read('environ')).includes(folder)) continue
      found.push(`${pid} ${(await read('cmdline')).replaceAll('\0', ' ')}`)
    }
    return found
  }
  await expect.poll(left, { timeout: 5000 }).toEqual([])
}
