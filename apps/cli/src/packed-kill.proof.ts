// The promise, kept by the very files that users get, with everything in play at once: `kill -9` of the whole process group at
// any moment, and nothing is lost, nothing is done twice, nothing is left running.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileSessions } from '@harness/kernel/node'
import { randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { allowed, answer, commands, filesOf, writeCommands } from './__fixtures__/busy-model.ts'
import { checkSession, noProcessLeft, type Told } from './__fixtures__/check-session.ts'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint } from './__fixtures__/endpoint.ts'
import { childrenOf, eventsOf, newestSession } from './__fixtures__/killed-lives.ts'
import { lifeOnTerminal } from './__fixtures__/life-on-terminal.ts'
import { packedCli } from './__fixtures__/packed-cli.ts'
import { speakTo } from './__fixtures__/speak-to.ts'
import { noTerminal } from './__fixtures__/terminal.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 8 : 25
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 1)
const minutes = 60_000
const garden = new URL('../../sdk/src/__fixtures__/garden-server.ts', import.meta.url).pathname

if (noTerminal !== undefined) process.stdout.write(`skipped: ${noTerminal}\n`)

it.skipIf(noTerminal)(
  `the packed CLI survives ${kills} kills (HARNESS_PROOF_SEED=${seed})`,
  { timeout: 20 * minutes },
  async () => {
    const random = randomFrom(seed)
    const folder = await mkdtemp(join(tmpdir(), 'harness-packed-'))
    const program = await packedCli(folder)
    const server = await endpoint(answer)
    const here = await place(program)
    await prepare(here)
    const totals = { kills: 0, lives: 0, sessions: 0, moments: [] as number[] }
    const sums: Told[] = []
    try {
      while (totals.kills < kills) {
        const tag = `s${totals.sessions++}`
        const lived = await liveThrough({ here, program, url: server.url, tag, random, totals })
        sums.push(await checkSession({ here, ...lived, tag, requests: server.requests }))
      }
      await noProcessLeft(here)
      await nothingLeft(here, totals.sessions)
    } finally {
      process.stdout.write(`killed after ms: ${totals.moments.join(' ')}\n`)
      await server.close()
      await here.remove()
      await rm(folder, { recursive: true, force: true })
    }
    const sum = (of: (one: Told) => number) => sums.reduce((all, one) => all + of(one), 0)
    process.stdout.write(
      `${totals.kills} kills in ${totals.sessions} sessions and ${totals.lives} lives: ` +
        `${sum(({ inputs }) => inputs)} inputs and ${sum(({ events }) => events)} events, 0 lost; ` +
        `${sum(({ effects }) => effects)} effects, 0 twice, ${sum(({ unknown }) => unknown)} told as unknown; ` +
        `${sum(({ background }) => background)} background tasks with one end each; 0 orphans\n`,
    )
    expect(totals.kills).toBeGreaterThanOrEqual(kills)
  },
)

/** A server, the commands that the model runs, and a folder for what its processes leave. */
async function prepare({ home, workspace }: Place): Promise<void> {
  await mkdir(home, { recursive: true })
  await writeCommands(workspace)
  const env = { DIARY: join(workspace, 'ledger') }
  const mcpServers = { garden: { command: process.execPath, args: [garden], env } }
  await writeFile(join(home, 'config.jsonc'), JSON.stringify({ mcpServers }))
}

interface Living {
  here: Place
  program: string
  url: string
  tag: string
  random: () => number
  totals: { kills: number; lives: number; moments: number[] }
}

/** One session from its prompt to its end. Answers its id, and what was said to it. */
async function liveThrough({ here, program, url, tag, random, totals }: Living) {
  const flags = ['--base-url', url, '--model', 'test', '--allowed-tools', allowed]
  const before = new Map<string, unknown[]>()
  const speaking = speakTo(here, tag, random)
  let id: string | undefined
  for (let isSilent = false; ;) {
    const what = id === undefined ? ['run', `go ${tag}`] : ['run', '--resume', id]
    const args = [...what, ...flags, '--output-format', 'stream-json']
    const life = lifeOnTerminal(here, { program, args, name: `life-${totals.lives++}` })
    const delay = Math.round(250 + random() * 1500)
    const isVictim = totals.kills < kills && !isSilent
    const ending = new AbortController()
    const killed = isVictim ? killAfter(delay, life.kill, ending.signal) : false
    const { code, stdout, shown } = await life.ended
    ending.abort()
    if (await killed) {
      totals.kills += 1
      totals.moments.push(delay)
    }
    id ??= await newestSession(here, tag)
    if (id !== undefined) await nothingLost(here, id, { before, stdout })
    if (code === 137) continue
    const isIdle = code === 2 && shown.includes('nothing left to do')
    if (id === undefined || (code !== 0 && !isIdle)) {
      throw new Error(`${what.join(' ')} ended with ${code}: ${shown}`)
    }
    if (isIdle && isSilent) return { id, said: await speaking.said() }
    // What was said too late for this run is done by the next.
    await speaking.end()
    isSilent = isIdle || isSilent
  }
}

async function killAfter(
  ms: number,
  kill: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
  return signal.aborted ? false : kill()
}

interface Known {
  before: Map<string, unknown[]>
  stdout: string
}

/** What was there is there, unchanged, in the session and its subagents'; and so is what was printed. */
async function nothingLost(here: Place, id: string, { before, stdout }: Known): Promise<void> {
  for (const one of [id, ...(await childrenOf(here, id))]) {
    const events = await eventsOf(here, one)
    const known = before.get(one) ?? []
    expect(events.slice(0, known.length)).toEqual(known)
    before.set(one, events)
  }
  for (const line of stdout.split('\n').slice(0, -1)) {
    const { sessionId, seq, type } = JSON.parse(line)
    const { length } = before.get(sessionId) ?? []
    if (length < seq) throw new Error(`${sessionId} lost ${type} ${seq}, which was printed`)
  }
}

/** No lock is held, no file stands where it was meant to for a moment, and all that was written can be read. */
async function nothingLeft({ home, workspace, run }: Place, sessions: number): Promise<void> {
  const store = fileSessions({ home })
  for (const { id } of await store.list()) await (await store.open(id)).close()
  const { code, stdout } = await run(['doctor', '--json'])
  const { checks }: { checks: { name: string }[] } = JSON.parse(stdout)
  const wrong = checks.filter(({ name }) => name === 'leftovers')
  expect({ code, wrong }).toEqual({ code: 0, wrong: [] })
  expect(checks.filter(({ name }) => name === 'sessions')).toMatchObject([
    { status: 'ok', found: expect.stringContaining('all whole') },
  ])
  expect(await readdir(join(home, 'trash')).catch(() => [])).toEqual([])
  const tags = Array.from({ length: sessions }, (_, number) => `s${number}`)
  const files = [...commands, 'ledger', ...tags.flatMap((tag) => Object.keys(filesOf(tag)))]
  expect((await readdir(workspace)).toSorted()).toEqual(files.toSorted())
  const beside = await readdir(dirname(home))
  expect(beside.filter((name) => !/^(home|work-.*|life-.*)$/.test(name))).toEqual([])
}
