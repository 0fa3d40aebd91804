import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'
import { plainText } from './print/plain-text.ts'

let here: Place
let server: Endpoint
beforeAll(async () => {
  here = await place()
  server = await endpoint(({ body }) => {
    const said = JSON.stringify(body.messages.at(-1)?.content)
    if (said.includes('Forever')) return { text: 'late', delayMs: 60_000 }
    if (said.includes('Leave')) return { calls: [['shell', leaving]] }
    return { text: 'Red \u001b[31mtulips\u009b0m, and a\u202ereversed word.' }
  })
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

const leaving = { command: 'sleep 120', background: true }
const sessions = (...args: string[]) => here.run(['sessions', ...args])
const ask = (...args: string[]) => here.run([...args, '--base-url', server.url, '--model', 'test'])
const newest = async () => JSON.parse((await sessions('list', '--json')).stdout)[0]

it('are listed and found, each in a line that says what it was', async () => {
  await ask('Which flowers are there?')
  await ask('--title', 'Weather', 'Does it rain?')
  const list = (await sessions('list')).stdout.trimEnd().split('\n')
  expect(list).toEqual([
    expect.stringMatching(/^\S+ {2}now {2}done {2}1 turn {2}\S+\/test {2}Weather$/),
    expect.stringMatching(
      /^\S+ {2}now {2}done {2}1 turn {2}\S+\/test {2}Which flowers are there\?$/,
    ),
  ])
  expect(await sessions('search', 'FLOWERS', 'which')).toMatchObject({
    code: 0,
    stdout: `${list[1]}\n    Which flowers are there?\n`,
  })
  const found = await sessions('search', 'tulips', '--limit', '1')
  expect(found.stdout).toContain('Weather\n')
  expect(found.stderr).toBe('There are more: --limit 2 shows them.\n')
  const [hit] = JSON.parse((await sessions('search', '--json', 'rain')).stdout)
  expect(hit).toMatchObject({ title: 'Weather', match: { text: 'Does it rain?' }, turns: 1 })
  expect((await sessions('search', 'snow')).stderr).toContain('--all looks at every one')
  expect((await sessions('search')).code).toBe(2)
})

it('are meant by a piece of their ids, wherever an id is wanted', async () => {
  const { id } = await newest()
  const piece = id.slice(-6)
  expect(await sessions('rename', piece, 'Rain', 'or', 'not')).toMatchObject({
    code: 0,
    stderr: `Session ${id} is called Rain or not\n`,
  })
  expect((await newest()).title).toBe('Rain or not')
  for (const args of [
    ['show', piece],
    ['show', piece, '--conversation'],
    ['tasks', piece],
    ['post', piece, 'More.'],
  ])
    expect((await sessions(...args)).code).toBe(0)
  expect((await ask('--resume', piece, 'Go on.')).code).toBe(0)
  expect((await ask('--fork', `${piece}@3`, 'Another way.')).code).toBe(0)
  expect((await newest()).forkedFrom).toEqual({ session: id, at: 3 })
  expect(await sessions('show', id.slice(0, 8))).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/may be \S+ or \S+.*: say more of the id\.\n$/),
  })
})

it('are forked without a run, and the id alone is printed', async () => {
  const { id } = await newest()
  const { stdout, code } = await sessions('fork', `${id}@3`, '--title', 'Third way')
  expect({ code, lines: stdout.split('\n') }).toEqual({ code: 0, lines: [expect.any(String), ''] })
  expect(await newest()).toMatchObject({ id: stdout.trim(), title: 'Third way' })
  for (const at of [`${id}@999`, `${id}@x`, 'nothing@3'])
    expect(await sessions('fork', at)).toMatchObject({ code: 2, stdout: '' })
})

it('are written down, and nothing in them can do anything to a terminal', async () => {
  await ask('--title', 'Export', 'Which flowers?')
  const { id } = await newest()
  const markdown = (await sessions('export', id)).stdout
  expect(markdown).toMatch(/^# Export\n\n- Session: /)
  expect(markdown).toContain('## Person\n\n> Which flowers?\n')
  expect(markdown).toContain('Red tulips, and a\u{FFFD}reversed word.')
  expect(plainText(markdown)).toBe(markdown)
  const json = (await sessions('export', id, '--format', 'json')).stdout
  expect(plainText(json)).toBe(json)
  const whole = JSON.parse(json)
  expect(whole).toMatchObject({ type: 'session', version: 1, id, title: 'Export', turns: 1 })
  expect(whole.entries[1].text).toContain('\u009b0m')
  const lines = (await sessions('export', id, '--format', 'jsonl')).stdout
  expect(plainText(lines)).toBe(lines)
  const shown = (await sessions('show', id, '--json')).stdout
  const parsed = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  expect(parsed(lines)).toEqual(parsed(shown))
})

it('are written into a file, and over one only when that is said', async () => {
  const { id } = await newest()
  const file = join(here.workspace, 'export.md')
  expect(await sessions('export', id, '--output', 'export.md')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'Written: export.md\n',
  })
  expect(await readFile(file, 'utf8')).toBe((await sessions('export', id)).stdout)
  await writeFile(file, 'mine')
  expect(await sessions('export', id, '--output', 'export.md')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('it is there already'),
  })
  expect(await readFile(file, 'utf8')).toBe('mine')
  await sessions('export', id, '--output', 'export.md', '--force')
  expect(await readFile(file, 'utf8')).toMatch(/^# /)
  for (const output of ['no/such/folder.md', '.'])
    expect((await sessions('export', id, '--output', output)).code).toBe(2)
  expect((await sessions('export', 'nothing', '--output', 'none.md')).code).toBe(2)
  await expect(stat(join(here.workspace, 'none.md'))).rejects.toMatchObject({ code: 'ENOENT' })
  expect((await sessions('export', id, '--force')).code).toBe(2)
})

it('are deleted when that is said, and forks stay whole', async () => {
  await ask('Keep this.')
  const { id } = await newest()
  const fork = (await sessions('fork', id)).stdout.trim()
  const piped = await sessions('delete', id)
  expect(piped).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') })
  expect((await sessions('delete', id, 'nothing', '--yes')).code).toBe(2)
  expect((await sessions('show', id)).code).toBe(0)
  const gone = await sessions('delete', id.slice(-6), '--yes')
  expect(gone).toMatchObject({ code: 0, stderr: expect.stringContaining('1 fork of it stays') })
  expect(gone.stderr).toContain(`Deleted: ${id}\n`)
  expect((await sessions('show', id)).code).toBe(2)
  expect((await sessions('export', fork)).stdout).toContain('> Keep this.')
})

it('stay while a process runs them, which keeps their title too', async () => {
  const asked = server.requests.length
  const running = here.start(['Forever', '--base-url', server.url, '--model', 'test'])
  await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(asked)
  const { id } = await newest()
  for (const args of [
    ['delete', id, '--yes'],
    ['rename', id, 'New'],
  ])
    expect(await sessions(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('once that process has let it go'),
    })
  running.kill('SIGTERM')
  await running.ended
  expect((await sessions('delete', id, '--yes')).code).toBe(0)
})

it('stay while a command of them runs, which is ended as the message says', async () => {
  await ask('--permission-mode', 'bypassPermissions', '--max-turns', '1', 'Leave it running.')
  const { id } = await newest()
  const tasks = async () => JSON.parse((await sessions('tasks', id, '--json')).stdout)
  const [{ task, status }] = await tasks()
  expect(status).toBe('running')
  const refused = await sessions('delete', id, '--yes')
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(`(${task})`) })
  expect(refused.stderr).toContain(`harness sessions cancel ${id} N`)
  await sessions('cancel', id, String(task))
  await here.run(['--resume', id])
  expect((await tasks())[0].end).toMatchObject({ stopped: 'cancelled' })
  expect((await sessions('delete', id, '--yes')).code).toBe(0)
})
