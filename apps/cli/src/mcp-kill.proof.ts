// The promise, for servers of the Model Context Protocol: `kill -9` at any moment, again and again, and no call is made twice; one
// that was under way is told to the model as what it is, unknown; nothing is left running.
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Event } from '@harness/kernel'
import { checkLog, randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type AskedRequest } from './__fixtures__/endpoint.ts'
import { eventsOf } from './__fixtures__/killed-lives.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 12 : 100
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 1)
const turns = 4
const minutes = 60_000
const program = new URL('../../sdk/src/__fixtures__/garden-server.ts', import.meta.url).pathname

/** The model: it plants one thing after the other, and never the same again. */
function answer({ body }: AskedRequest) {
  const turn = body.messages.filter(({ role }) => role === 'assistant').length
  const tag = /go (s\d+)/.exec(JSON.stringify(body.messages))?.[1] ?? 'none'
  if (turn >= turns) return { text: 'done' }
  return { calls: [['mcp_garden_slowly', { what: `${tag}-${turn}` }] as const] }
}

interface Life {
  here: Place
  url: string
  tag: string
  random: () => number
  totals: { kills: number; unknown: number; done: number }
}

/** One session from its prompt to its end. Answers its events. */
async function live({ here, url, tag, random, totals }: Life): Promise<Event[]> {
  const flags = ['--base-url', url, '--model', 'test', '--allowed-tools', 'mcp']
  let id: string | undefined
  for (;;) {
    const what = id === undefined ? ['run', `go ${tag}`] : ['run', '--resume', id]
    const started = here.start([...what, ...flags, '--output-format', 'stream-json'])
    const victim = totals.kills < kills
    const timer = setTimeout(() => started.kill('SIGKILL'), victim ? 300 + random() * 900 : 60_000)
    const { code, stdout, stderr } = await started.ended
    clearTimeout(timer)
    const [first] = stdout.split('\n')
    if (first?.endsWith('}')) id ??= JSON.parse(first).sessionId
    const events = id === undefined ? [] : await eventsOf(here, id)
    const rests = code === 2 && events.at(-1)?.type === 'run.finished'
    if (code === 0 || rests) return events
    if (code !== null) throw new Error(`${what.join(' ')} ended with ${code}: ${stderr}`)
    totals.kills += 1
  }
}

/** What became of each thing that was to be planted. */
function endsOf(events: readonly Event[]): Map<string, string> {
  const calls = new Map<string, string>()
  for (const event of events) {
    if (event.type !== 'model.settled' || event.data.kind !== 'replied') continue
    for (const [at, part] of event.data.reply.parts.entries()) {
      if (part.type === 'call') calls.set(`${event.seq}.${at}`, JSON.parse(part.input).what)
    }
  }
  const started = new Map(
    events.flatMap((event) =>
      event.type === 'tool.started' ? [[event.seq, event.data.call] as const] : [],
    ),
  )
  return new Map(
    events.flatMap((event): [string, string][] => {
      if (event.type !== 'tool.settled') return []
      const what = calls.get(started.get(event.cause ?? 0) ?? '')
      return what === undefined ? [] : [[what, event.data.kind]]
    }),
  )
}

it(`survives ${kills} kills (HARNESS_PROOF_SEED=${seed})`, { timeout: 20 * minutes }, async () => {
  const random = randomFrom(seed)
  const server = await endpoint(answer)
  const here = await place()
  const diary = join(here.workspace, 'diary')
  const totals = { kills: 0, unknown: 0, done: 0 }
  await mkdir(here.home, { recursive: true })
  await writeFile(diary, '')
  const garden = { command: process.execPath, args: [program], env: { DIARY: diary } }
  await writeFile(join(here.home, 'config.jsonc'), JSON.stringify({ mcpServers: { garden } }))
  const told: string[] = []
  try {
    for (let number = 0; totals.kills < kills; number += 1) {
      const tag = `s${number}`
      const events = await live({ here, url: server.url, tag, random, totals })
      expect(checkLog(events, { finished: true })).toEqual([])
      const planted = (await readFile(diary, 'utf8')).split('\n').filter((line) => line !== '')
      expect(planted.filter((line, at) => planted.indexOf(line) !== at)).toEqual([])
      const ends = endsOf(events)
      expect(ends.size).toBe(turns)
      for (const [what, kind] of ends) {
        expect([what, kind]).toEqual([what, expect.stringMatching(/^(done|unknown)$/)])
        if (kind === 'done') expect(planted).toContain(`plant ${what}`)
        totals[kind === 'done' ? 'done' : 'unknown'] += 1
        if (kind === 'unknown') told.push(what)
      }
    }
    // The model reads of each what is not known of it.
    const texts = server.requests.map(({ body }) => JSON.stringify(body.messages))
    const warned = texts.filter((text) => text.includes('It may have happened'))
    for (const what of told) expect(warned.some((text) => text.includes(what))).toBe(true)
    await expect.poll(left, { timeout: 5000 }).toEqual([])
  } finally {
    await server.close()
    await here.remove()
  }
  process.stdout.write(
    `${totals.kills} kills: ${totals.done} calls done, ${totals.unknown} unknown and told, 0 made twice, 0 servers left\n`,
  )
  expect(totals.unknown).toBeGreaterThan(0)
})

const left = () =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(program) && !line.startsWith('ps'))
