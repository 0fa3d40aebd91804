// The promise, kept by the real program: `kill -9` at any moment, again and again, and nothing is lost or done twice.
import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileSessions } from '@harness/kernel/node'
import { checkLog, randomFrom } from '@harness/kernel/testing'
import type { Event } from '@harness/kernel'
import { expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type AskedRequest } from './__fixtures__/endpoint.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 25 : 200
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 1)
const turns = 5
const minutes = 60_000

it(`survives ${kills} kills (HARNESS_PROOF_SEED=${seed})`, { timeout: 30 * minutes }, async () => {
  const random = randomFrom(seed)
  const server = await endpoint(answer)
  const home = await place()
  const noWords: string[] = []
  const totals = {
    sessions: 0,
    kills: 0,
    events: 0,
    resumed: 0,
    effects: 0,
    agents: 0,
    reported: 0,
    worked: noWords,
  }
  try {
    while (totals.kills < kills) {
      const tag = `s${totals.sessions++}`
      const id = await liveThrough({ home, url: server.url, tag, random, totals, kills })
      const family = [id, ...(await childrenOf(home, id))]
      totals.agents += family.length - 1
      for (const one of family) {
        const events = await eventsOf(home, one)
        totals.events += events.length
        totals.worked.push(...workedOf(events))
        totals.reported += checkReports(events)
        expect({ id, wrong: checkLog(events, { finished: true }) }).toEqual({ id, wrong: [] })
      }
      expect(await readFile(join(home.workspace, `${tag}.txt`), 'utf8')).toBe(`${page}${tag}`)
    }
    await checkEffects(home, totals)
    await noneLeft(home)
  } finally {
    await server.close()
    await home.remove()
  }
  process.stdout.write(
    `${totals.kills} kills in ${totals.sessions} sessions, ${totals.resumed} resumes, ${totals.events} events: ` +
      `0 acknowledged events lost, 0 of ${totals.effects} effects twice, 0 orphans; ` +
      `${totals.agents} subagents, ${totals.reported} background commands told with exit code and output\n`,
  )
})

interface Life {
  home: Place
  url: string
  tag: string
  random: () => number
  totals: { kills: number; resumed: number }
  kills: number
}

/** One session from its prompt to its end, with a kill whenever chance says so. Answers its id. */
async function liveThrough({
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

async function newestSession(home: Place, tag: string): Promise<string | undefined> {
  for (const { id } of await fileSessions({ home: home.home }).list()) {
    const events = await eventsOf(home, id)
    if (JSON.stringify(events).includes(`go ${tag}"`)) return id
  }
  return undefined
}

async function eventsOf(home: Place, id: string): Promise<Event[]> {
  const events: Event[] = []
  const reader = await fileSessions({ home: home.home }).reader(id)
  for await (const event of reader.read(1)) events.push(event)
  return events
}

/** The subagents of a session, and theirs. */
async function childrenOf(home: Place, id: string): Promise<string[]> {
  const sessions = await fileSessions({ home: home.home }).list()
  return sessions.flatMap((one) => (one.id.startsWith(`${id}.`) ? [one.id] : []))
}

/** Long enough that a kill may come in the middle of it. */
const page = 'every word of it\n'.repeat(20_000)

/**
 * The model. A parent changes files, starts a subagent and a command in the background, and waits for it; every command
 * leaves a word of its own behind. A subagent does the same in small.
 */
function answer({ body }: AskedRequest) {
  const turn = body.messages.filter(({ role }) => role === 'assistant').length
  const told = JSON.stringify(body.messages)
  const tag = /(?:go|help) (s\d+)/.exec(told)?.[1] ?? 'none'
  const isChild = told.includes(`help ${tag}`) && !told.includes(`go ${tag}`)
  const say = (name: string, after = '') => echo(`${tag}-${name}`, after)
  const delayMs = 10
  if (isChild) {
    return turn < 2
      ? { calls: [say(`child-${turn}`, 'sleep 0.1; ')], delayMs }
      : { text: 'helped', delayMs }
  }
  switch (turn) {
    case 0: {
      const write = ['write_file', { path: `${tag}.txt`, content: `${page}${tag}` }] as const
      return { calls: [write, say('0-0'), say('0-1', 'sleep 0.1; ')], delayMs }
    }
    case 1:
      return { calls: [['subagent', { prompt: `help ${tag}` }] as const, say('1')], delayMs }
    case 2: {
      const command = `sleep 0.3; echo told-${tag}; echo ${tag}-2 >> side.txt; exit 7`
      return { calls: [['shell', { command, background: true }] as const], delayMs }
    }
    case 3: {
      const task = Number(/in the background as task (\d+)/.exec(told)?.[1] ?? 0)
      return { calls: [['task_wait', { task }] as const, say('3')], delayMs }
    }
    case turns - 1:
      return { calls: [say('4-0'), say('4-1', 'sleep 0.1; ')], delayMs }
    default:
      return { text: 'all done', delayMs }
  }
}

const echo = (word: string, after: string) =>
  ['shell', { command: `${after}echo ${word} >> side.txt` }] as const

/** A command that went on in the background is told of with its own exit code and all it wrote. Answers how many were. */
function checkReports(events: readonly Event[]): number {
  const ends = events.flatMap((event) => {
    if (event.type !== 'task.settled') return []
    const started = events[(event.cause ?? 0) - 1]
    const command = /echo (told-s\d+)/.exec(JSON.stringify(started?.data))?.[1]
    return command === undefined ? [] : [{ command, data: event.data }]
  })
  for (const { command, data } of ends) {
    expect(data).toMatchObject({ kind: 'ended', end: { code: 7, head: `${command}\n` } })
  }
  return ends.length
}

/** No word stands twice, and none is missing whose command is said to have worked. */
async function checkEffects(
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
const workedOf = (events: readonly Event[]): string[] =>
  events.flatMap((event) => {
    if (event.type !== 'task.settled' || event.data.kind !== 'ended') return []
    const started = events[(event.cause ?? 0) - 1]
    const { end } = event.data
    if (end.kind !== 'exited' || end.code !== 0 || started?.type !== 'task.started') return []
    return /echo (s\S+)/.exec(JSON.stringify(started.data.spec))?.slice(1) ?? []
  })

/** No process of any of the sessions is left. */
async function noneLeft({ workspace, home }: Place): Promise<void> {
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    if (!cwd.startsWith(workspace) && !cwd.startsWith(home)) continue
    found.push(`${pid} ${(await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')}`)
  }
  expect(found).toEqual([])
}
