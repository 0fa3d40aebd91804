import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  Event,
  Subject,
  SubjectEnd,
  SubjectLimits,
  SubjectNews,
  SubjectWork,
} from '../index.ts'
import { checksOn, type ContractSuite } from './contract-suite.ts'

/** What to say to the subject of a stage so that it does something that can be looked at. Paths are of the workspace. */
export interface SubjectTasks {
  /** Writes the file in one call of a tool, and is done. */
  write(path: string, text: string): string
  /** Writes the file, then thinks for a second at least, and is done. */
  slow(path: string): string
  /** Calls tools for ever. */
  endless: string
  /** Leaves a command running that writes one more line to the file all the time, and is done. */
  background?(path: string): string
}

export interface SubjectStage {
  subject: Subject
  /** Another one by the same options, as a later process has it. */
  again(): Promise<Subject>
  tasks: SubjectTasks
  /** What happened in a session of a work's home, from the beginning. */
  events(home: string, session: string): Promise<readonly Event[]>
  close?(): Promise<void>
}

const never = () => new AbortController().signal

const wide: SubjectLimits = { turns: 20, tokens: null, cost: null, ms: 60_000 }

/** A work in a new place: `<folder>/workspace` and `<folder>/home`. */
async function workOf(
  task: string,
  more: Partial<SubjectWork> = {},
): Promise<SubjectWork & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'harness-subject-'))
  const [workspace, home] = [join(folder, 'workspace'), join(folder, 'home')]
  await mkdir(workspace)
  return { id: folder, folder, workspace, home, says: [task], limits: wide, ...more }
}

/**
 * The contract of `Subject`: it works in the workspace and nowhere else, goes on where it was stopped, is told nothing twice,
 * keeps to its limits, and lets go of what it left running.
 */
export function testSubject(
  name: string,
  makeStage: () => Promise<SubjectStage>,
  suite: ContractSuite,
): void {
  const check = checksOn(name, makeStage, suite)

  check('does the task in the workspace, and nothing beside it', async ({ subject, tasks }) => {
    const work = await workOf(tasks.write('a.txt', 'hello'))
    const end = await subject.run(work, { signal: never() })
    assert.equal(end.reason, 'done')
    assert.equal(end.fault, null)
    assert.equal((await readFile(join(work.workspace, 'a.txt'), 'utf8')).trim(), 'hello')
    assert.deepEqual((await readdir(work.folder)).toSorted(), ['home', 'workspace'])
    assert.deepEqual(await readdir(work.workspace), ['a.txt'])
  })

  check('keeps a session in the home that says what happened', async (stage) => {
    const work = await workOf(stage.tasks.write('a.txt', 'hello'))
    const end = await stage.subject.run(work, { signal: never() })
    const events = await eventsOf(stage, work, end)
    assert.equal(events[0]?.type, 'session.created')
    assert.deepEqual(saidIn(events), work.says)
    assert.ok(events.some(({ type }) => type === 'run.finished'))
  })

  check('answers the same when it is asked again, and does nothing for it', async (stage) => {
    const work = await workOf(stage.tasks.write('a.txt', 'hello'))
    const first = await stage.subject.run(work, { signal: never() })
    const before = await eventsOf(stage, work, first)
    const second = await (await stage.again()).run(work, { signal: never() })
    assert.deepEqual(second, first)
    assert.equal(repliesIn(await eventsOf(stage, work, second)), repliesIn(before))
  })

  check('takes what is said next as a new input of the same session', async (stage) => {
    const work = await workOf(stage.tasks.write('a.txt', 'one'))
    const first = await stage.subject.run(work, { signal: never() })
    const says = [...work.says, stage.tasks.write('b.txt', 'two')]
    const second = await (await stage.again()).run({ ...work, says }, { signal: never() })
    assert.equal(second.session, first.session)
    assert.equal(second.reason, 'done')
    assert.deepEqual(saidIn(await eventsOf(stage, work, second)), says)
    assert.deepEqual((await readdir(work.workspace)).toSorted(), ['a.txt', 'b.txt'])
  })

  check('stops where it stands, and a later one goes on without a word', async (stage) => {
    const work = await workOf(stage.tasks.slow('a.txt'))
    const stop = new AbortController()
    const running = stage.subject.run(work, { signal: stop.signal })
    const isStopped = assert.rejects(running, (reason) => reason === 'enough')
    await appears(join(work.workspace, 'a.txt'))
    await sleep(200)
    stop.abort('enough')
    await isStopped
    const end = await (await stage.again()).run(work, { signal: never() })
    assert.equal(end.reason, 'done')
    const events = await eventsOf(stage, work, end)
    assert.deepEqual(saidIn(events), work.says)
    assert.equal(events.filter(({ type }) => type === 'session.created').length, 1)
  })

  check('does not begin when its signal has fired', async ({ subject, tasks }) => {
    const work = await workOf(tasks.write('a.txt', 'hello'))
    const run = subject.run(work, { signal: AbortSignal.abort('enough') })
    await assert.rejects(run, (reason) => reason === 'enough')
    assert.deepEqual(await readdir(work.workspace), [])
  })

  check('ends by its limits, and says which', async ({ subject, tasks }) => {
    const ends: unknown[] = []
    for (const limits of [
      { ...wide, turns: 2 },
      { ...wide, turns: 1000, ms: 700 },
      { ...wide, turns: 1000, tokens: 1 },
    ]) {
      const { reason, limit } = await subject.run(await workOf(tasks.endless, { limits }), {
        signal: never(),
      })
      ends.push([reason, limit])
    }
    assert.deepEqual(ends, [
      ['limit', 'turns'],
      ['limit', 'time'],
      ['limit', 'tokens'],
    ])
  })

  check('does works side by side that know nothing of each other', async ({ subject, tasks }) => {
    const works = await Promise.all(
      ['one', 'two', 'three'].map((text) => workOf(tasks.write('a.txt', text))),
    )
    const ends = await Promise.all(works.map((work) => subject.run(work, { signal: never() })))
    assert.deepEqual(new Set(ends.map(({ session }) => session)).size, works.length)
    const texts = works.map(({ workspace }) => readFile(join(workspace, 'a.txt'), 'utf8'))
    assert.deepEqual(
      (await Promise.all(texts)).map((text) => text.trim()),
      ['one', 'two', 'three'],
    )
  })

  check('tells what a reply cost', async ({ subject, tasks }) => {
    const news: SubjectNews[] = []
    const work = await workOf(tasks.write('a.txt', 'hello'))
    await subject.run(work, { signal: never(), onNews: (told) => void news.push(told) })
    const spent = news.flatMap((told) => (told.kind === 'spent' ? [told.tokens] : []))
    assert.ok(spent.length >= 1 && spent.every((tokens) => tokens >= 0))
  })

  check('ends what it left running when it is released', async ({ subject, tasks }) => {
    if (!tasks.background) return
    const work = await workOf(tasks.background('ticks'))
    const end = await subject.run(work, { signal: never() })
    assert.equal(end.reason, 'done')
    const ticks = join(work.workspace, 'ticks')
    await appears(ticks)
    await subject.release(work)
    const { size } = await stat(ticks)
    await sleep(600)
    assert.equal((await stat(ticks)).size, size)
  })

  check('goes on after it was released', async ({ subject, tasks }) => {
    const work = await workOf((tasks.background ?? tasks.slow)('ticks'))
    await subject.run(work, { signal: never() })
    await subject.release(work)
    const says = [...work.says, tasks.write('b.txt', 'hello')]
    const end = await subject.run({ ...work, says }, { signal: never() })
    assert.equal(end.reason, 'done')
    assert.equal((await readFile(join(work.workspace, 'b.txt'), 'utf8')).trim(), 'hello')
  })

  check('has nothing against being released when nothing runs', async ({ subject, tasks }) => {
    const work = await workOf(tasks.write('a.txt', 'hello'))
    await subject.release(work)
    await subject.run(work, { signal: never() })
    await subject.release(work)
    await subject.release(work)
    assert.deepEqual(await readdir(work.workspace), ['a.txt'])
  })

  check('says the same of itself by the same options, as JSON', async ({ subject, again }) => {
    assert.deepEqual(JSON.parse(JSON.stringify(subject.facts)), subject.facts)
    assert.deepEqual((await again()).facts, subject.facts)
    assert.ok(subject.name !== '')
  })
}

async function eventsOf(
  { events }: SubjectStage,
  { home }: SubjectWork,
  { session }: SubjectEnd,
): Promise<readonly Event[]> {
  assert.ok(session !== null, 'it has a session')
  return events(home, session)
}

/** What somebody from outside said. */
const saidIn = (events: readonly Event[]): string[] =>
  events.flatMap((event) =>
    event.type === 'input.received' && event.data.from === 'person'
      ? [event.data.content.map((part) => (part.type === 'text' ? part.text : '')).join('')]
      : [],
  )

const repliesIn = (events: readonly Event[]): number =>
  events.filter(({ type, data }) => type === 'model.settled' && data.kind === 'replied').length

async function appears(path: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (existsSync(path)) return
    await sleep(20)
  }
  assert.fail(`${path} did not appear`)
}
