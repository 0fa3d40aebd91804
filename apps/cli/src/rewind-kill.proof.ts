// The promise: a rewind that is killed at any moment is finished by the same command, and nothing happened that its log
// does not name.
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Event } from '@harness/kernel'
import { checkLog, randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type AskedRequest } from './__fixtures__/endpoint.ts'
import { eventsOf } from './__fixtures__/killed-lives.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 8 : 150
const changes = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 4 : 100
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 1)
const minutes = 60_000
const count = 40

const page = (at: number) => `old ${at}\n`.repeat(at % 3 === 0 ? 20_000 : 3)

/** Changes all of them, removes some, and makes one in folders that were not there. */
const patch = [
  '*** Begin Patch',
  ...Array.from({ length: count }, (_, at) =>
    at % 5 === 0
      ? [`*** Delete File: f${at}.txt`]
      : [`*** Update File: f${at}.txt`, `-old ${at}`, `+new ${at}`],
  ).flat(),
  '*** Add File: made/by/tool.txt',
  '+x',
  '*** End Patch',
].join('\n')

const answer = ({ body }: AskedRequest) =>
  body.messages.some(({ role }) => role === 'tool')
    ? { text: 'changed' }
    : { calls: [['apply_patch', { patch }] as const] }

it(
  `finishes ${kills} killed rewinds (HARNESS_PROOF_SEED=${seed})`,
  { timeout: 30 * minutes },
  async () => {
    const random = randomFrom(seed)
    const server = await endpoint(answer)
    const home = await place()
    const totals = { killed: 0, begun: 0, half: 0, finished: 0 }
    try {
      const before = await lay(home)
      const made = await home.run([
        '--base-url',
        server.url,
        '--model',
        'test',
        '--allow-write',
        'go',
      ])
      expect(made).toMatchObject({ code: 0 })
      const [{ id }] = JSON.parse((await home.run(['sessions', 'list', '--json'])).stdout)
      const after = await treeOf(home)
      expect(after).not.toEqual(before)
      let [from, to] = [after, before]
      let at = 1
      const log = join(home.home, 'sessions', id, 'log.jsonl')
      while (totals.killed < kills) {
        const args = ['sessions', 'rewind', `${id}@${at}`]
        const running = home.start(args)
        // In a quarter of the cases before it has begun.
        if (random() < 0.25) await sleep(random() * 400)
        else {
          await begins(log, running.ended)
          await sleep(random() * 70)
        }
        running.kill('SIGKILL')
        const { code } = await running.ended
        const events = await eventsOf(home, id)
        const newest = events.findLast(({ type }) => type === 'rewind.started')
        const isOpen = newest && !events.some(({ cause }) => cause === newest.seq)
        if (code === null) totals.killed += 1
        if (code === null && isOpen) totals.begun += 1
        const now = await treeOf(home)
        const changed = Object.keys(to).filter(
          (name) => now[name] === to[name] && from[name] !== to[name],
        )
        if (changed.length > 0 && !same(now, to)) totals.half += 1
        // Nothing was touched that the log does not name.
        if (!isOpen && code === null && !same(now, to)) expect(now).toEqual(from)
        const again = await home.run(args)
        expect(again).toMatchObject({ code: 0 })
        expect(await treeOf(home, { staged: true })).toEqual(to)
        totals.finished += 1
        const all: Event[] = await eventsOf(home, id)
        expect(checkLog(all, { finished: true })).toEqual([])
        // And there again: what was taken back is taken back.
        const last = all.findLast(({ type }) => type === 'rewind.started')
        at = (last?.seq ?? 2) - 1
        ;[from, to] = [to, from]
      }
    } finally {
      await server.close()
      await home.remove()
    }
    expect(totals.begun).toBeGreaterThan(0)
    process.stdout.write(
      `${totals.killed} kills: ${totals.begun} after the intent, ${totals.half} with files half put back; ${totals.finished} finished by the same command\n`,
    )
  },
)

it(
  `takes back ${changes} changes that were killed and finished by another process`,
  { timeout: 30 * minutes },
  async () => {
    const random = randomFrom(seed)
    const server = await endpoint(answer)
    const home = await place()
    const how = ['--base-url', server.url, '--model', 'test', '--allow-write']
    const totals = { killed: 0, half: 0 }
    try {
      const before = await lay(home)
      const known = new Set<string>()
      for (let at = 0; at < changes; at += 1) {
        const running = home.start([...how, 'go'])
        const id = await acting(home, known)
        known.add(id)
        await sleep(random() * 250)
        running.kill('SIGKILL')
        if ((await running.ended).code === null) totals.killed += 1
        const now = await treeOf(home)
        const left = Object.keys(before).filter((name) => now[name] === before[name]).length
        if (left > 0 && left < count) totals.half += 1
        await home.run(['--resume', id, ...how])
        const made = await home.run(['sessions', 'rewind', `${id}@1`])
        expect({ id, ...made }).toMatchObject({ code: 0 })
        expect(await treeOf(home, { staged: true })).toEqual(before)
      }
    } finally {
      await server.close()
      await home.remove()
    }
    expect(totals.killed).toBeGreaterThan(0)
    process.stdout.write(
      `${totals.killed} kills, ${totals.half} in the middle of the change: all of it was taken back\n`,
    )
  },
)

async function lay({ workspace }: Place) {
  for (let at = 0; at < count; at += 1) {
    const file = join(workspace, `f${at}.txt`)
    await writeFile(file, page(at))
    if (at % 4 === 0) await chmod(file, 0o755)
  }
  return treeOf({ workspace })
}

/** Resolves when the log has grown, or the program has ended: mostly the intent stands there by then. */
async function begins(log: string, ended: Promise<unknown>): Promise<void> {
  const { size } = await stat(log)
  const over = new AbortController()
  void ended.then(() => over.abort())
  while (!over.signal.aborted && (await stat(log)).size === size) await sleep(1)
}

/** The id of a new session, when its tool has begun to act. */
async function acting({ home }: Place, known: ReadonlySet<string>): Promise<string> {
  const sessions = join(home, 'sessions')
  for (;;) {
    for (const id of await readdir(sessions).catch(() => [])) {
      if (known.has(id)) continue
      const log = await readFile(join(sessions, id, 'log.jsonl'), 'utf8').catch(() => '')
      if (log.includes('"tool.started"')) return id
    }
    await sleep(1)
  }
}

type Tree = Record<string, string>
const same = (one: Tree, other: Tree) => JSON.stringify(one) === JSON.stringify(other)

async function treeOf(
  { workspace }: Pick<Place, 'workspace'>,
  { staged = false } = {},
): Promise<Tree> {
  const tree: Tree = {}
  const entries = await readdir(workspace, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(workspace.length + 1)
    // What is staged beside a file belongs to nobody yet.
    if (!staged && name.endsWith('.tmp')) continue
    const { mode } = await stat(path)
    tree[name] = entry.isDirectory() ? 'folder' : `${mode & 0o777} ${await readFile(path, 'utf8')}`
  }
  return Object.fromEntries(
    Object.entries(tree).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )
}
