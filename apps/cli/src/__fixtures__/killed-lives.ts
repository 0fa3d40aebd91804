// Lives of the built CLI that end by `kill -9`, and what must be true of what they leave behind.
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileSessions } from '@harness/kernel/node'
import type { Event } from '@harness/kernel'
import { expect } from 'vitest'
import type { Place } from './cli.ts'

export interface Life {
  home: Place
  url: string
  tag: string
  random: () => number
  totals: { kills: number; resumed: number }
  kills: number
}

/** One session from its prompt to its end, with a kill whenever chance says so. Answers its id. */
export async function liveThrough({
  home,
  url,
  tag,
  random,
  totals,
  kills: bound,
}: Life): Promise<string> {
  const flags = ['--base-url', url, '--model', 'test', '--permission-mode', 'trust']
  const stream = ['--output-format', 'stream-json']
  let id: string | undefined
  const seen: Line[] = []
  let before: Event[] = []
  for (;;) {
    const what = id === undefined ? ['run', `go ${tag}`] : ['run', '--resume', id]
    const started = home.start([...what, ...flags, ...stream])
    const victim = totals.kills < bound
    // Most of a run's life, from before the first line of code to its end.
    const timer = setTimeout(() => started.kill('SIGKILL'), victim ? 60 + random() * 900 : 60_000)
    const { code, stdout, stderr } = await started.ended
    clearTimeout(timer)
    const lines = stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
    id ??= lines[0]?.sessionId ?? (await newestSession(home, tag))
    seen.push(...lines)
    if (id !== undefined) before = await nothingLost(home, id, { seen, before })
    // Killed after its last event: there is nothing left to do.
    const rests = code === 2 && before.at(-1)?.type === 'run.finished'
    if (id !== undefined && (code === 0 || rests)) return id
    if (code !== null) throw new Error(`${what.join(' ')} ended with ${code}: ${stderr}`)
    totals.kills += 1
    if (id !== undefined) totals.resumed += 1
  }
}

interface Line {
  sessionId: string
  seq: number
  type: string
}

interface Known {
  seen: readonly Line[]
  before: readonly Event[]
}

/** Every line that was printed speaks of an event that is there, and what was there before still is. Answers the events. */
async function nothingLost(home: Place, id: string, { seen, before }: Known): Promise<Event[]> {
  const events = await eventsOf(home, id)
  expect(events.slice(0, before.length)).toEqual(before)
  const lengths = new Map([[id, events.length]])
  for (const { sessionId, seq, type } of seen) {
    const length = lengths.get(sessionId) ?? (await eventsOf(home, sessionId)).length
    lengths.set(sessionId, length)
    if (length < seq) throw new Error(`${sessionId} lost ${type} ${seq}, which was printed`)
  }
  return events
}

/** The session that has this prompt, once it is in its log. */
export async function newestSession(home: Place, tag: string): Promise<string | undefined> {
  for (const { id } of await fileSessions({ home: home.home }).list()) {
    const events = await eventsOf(home, id)
    if (JSON.stringify(events).includes(`go ${tag}"`)) return id
  }
  return undefined
}

export async function eventsOf(home: Place, id: string): Promise<Event[]> {
  const events: Event[] = []
  const reader = await fileSessions({ home: home.home }).reader(id)
  for await (const event of reader.read(1)) events.push(event)
  return events
}

/** The subagents of a session, and theirs. */
export async function childrenOf(home: Place, id: string): Promise<string[]> {
  const sessions = await fileSessions({ home: home.home }).list()
  return sessions.flatMap((one) => (one.id.startsWith(`${id}.`) ? [one.id] : []))
}

/** No word stands twice, and none is missing whose command is said to have worked. */
export async function checkEffects(
  { workspace }: Place,
  totals: { effects: number; worked: string[] },
): Promise<void> {
  const words = (await readFile(join(workspace, 'side.txt'), 'utf8')).trim().split('\n')
  totals.effects = words.length
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  expect(totals.worked.filter((word) => !words.includes(word))).toEqual([])
  expect(totals.worked.length).toBeGreaterThan(0)
}

/** The words of the commands that a log says ended well. */
export const workedOf = (events: readonly Event[]): string[] =>
  events.flatMap((event) => {
    if (event.type !== 'task.settled' || event.data.kind !== 'ended') return []
    const started = events[(event.cause ?? 0) - 1]
    const { end } = event.data
    if (end.kind !== 'exited' || end.code !== 0 || started?.type !== 'task.started') return []
    return /echo (s\S+)/.exec(JSON.stringify(started.data.spec))?.slice(1) ?? []
  })

/** No process of any of the sessions is left. */
export async function noneLeft({ workspace, home }: Place): Promise<void> {
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    if (!cwd.startsWith(workspace) && !cwd.startsWith(home)) continue
    found.push(`${pid} ${(await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')}`)
  }
  expect(found).toEqual([])
}
