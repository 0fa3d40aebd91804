// The promise, kept by the real program: `kill -9` at any moment, again and again, and nothing is lost or done twice.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkLog, randomFrom } from '@harness/kernel/testing'
import type { Event } from '@harness/kernel'
import { expect, it } from 'vitest'
import { place } from './__fixtures__/cli.ts'
import { endpoint, type AskedRequest } from './__fixtures__/endpoint.ts'
import {
  checkEffects,
  childrenOf,
  eventsOf,
  liveThrough,
  noneLeft,
  workedOf,
} from './__fixtures__/killed-lives.ts'

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
