import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'

let here: Place
let server: Endpoint
beforeAll(async () => {
  here = await place()
  server = await endpoint(({ body }) => {
    const turn = body.messages.filter(({ role }) => role === 'assistant').length
    if (body.model === 'other') return { text: `The other model, at turn ${turn}.` }
    const said = JSON.stringify(body.messages)
    if (said.includes('Forever')) return { text: 'late', delayMs: 60_000 }
    const path = /Plant it in (\w+)/.exec(said)?.[1] ?? 'x'
    switch (turn) {
      case 0:
        return { calls: [['read_file', { path: `${path}.sh` }]] }
      case 1:
        return {
          calls: [
            ['write_file', { path: `${path}.sh`, content: 'two\n' }],
            ['write_file', { path: `${path}/new.txt`, content: 'new\n' }],
            ['shell', { command: 'echo spilt > spilt.txt' }],
          ],
        }
      default:
        return { text: 'It is planted.' }
    }
  })
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

const model = (name = 'test') => ['--base-url', server.url, '--model', name]
const sessions = (...args: string[]) => here.run(['sessions', ...args])
const newest = async () => JSON.parse((await sessions('list', '--json')).stdout)[0]
const at = (name: string) => join(here.workspace, name)

/** A session that changed `<name>.sh`, made `<name>/new.txt`, and ran a command. */
async function planted(name: string): Promise<string> {
  await writeFile(at(`${name}.sh`), 'one\n')
  await chmod(at(`${name}.sh`), 0o755)
  const made = await here.run([
    ...model(),
    '--permission-mode',
    'bypassPermissions',
    `Plant it in ${name}.`,
  ])
  expect(made.code).toBe(0)
  return (await newest()).id
}

it('puts files back, says what it does to each, and what it does not take back', async () => {
  const id = await planted('red')
  const looked = await sessions('rewind', `${id}@1`, '--dry-run')
  expect(looked).toMatchObject({ code: 0, stdout: expect.stringContaining('to restore  red.sh\n') })
  expect(await readFile(at('red.sh'), 'utf8')).toBe('two\n')
  const made = await sessions('rewind', `${id.slice(-6)}@1`)
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect(made.stdout).toMatch(
    /^restored {4}red\.sh\nremoved {5}red\/new\.txt\n\nNot taken back is what these did to files:\n {2}\d+ {2}shell {2}echo spilt > spilt\.txt\n\nGo on from there: harness --fork \S+@1 "…"\n$/,
  )
  expect(await readFile(at('red.sh'), 'utf8')).toBe('one\n')
  expect((await stat(at('red.sh'))).mode & 0o777).toBe(0o755)
  expect(await readdir(here.workspace)).not.toContain('red')
  const shown = (await sessions('show', id)).stdout
  expect(shown).toContain('files were put back: 2 files, to event 1')
})

it('is refused with what somebody else changed, for programs too, until it is forced', async () => {
  const id = await planted('blue')
  await writeFile(at('blue.sh'), 'mine\n')
  const refused = await sessions('rewind', `${id}@1`)
  expect(refused.code).toBe(2)
  expect(refused.stdout).toContain('refused     blue.sh: changed by somebody else since\n')
  expect(refused.stdout).toContain(`harness sessions rewind ${id}@1 --force\n`)
  const json = await sessions('rewind', `${id}@1`, '--json')
  expect(json.code).toBe(2)
  expect(JSON.parse(json.stdout)).toMatchObject({ session: id, at: 1, kind: 'refused' })
  expect(await readFile(at('blue.sh'), 'utf8')).toBe('mine\n')
  expect((await sessions('rewind', `${id}@1`, '--force')).code).toBe(0)
  expect(await readFile(at('blue.sh'), 'utf8')).toBe('one\n')
})

it('wants an event that there is, and a session that nobody runs', async () => {
  const { id } = await newest()
  for (const which of [[id], [`${id}@x`], [`${id}@999`], ['nothing@1'], []])
    expect((await sessions('rewind', ...which)).code).toBe(2)
  const asked = server.requests.length
  const running = here.start([...model(), 'Forever'])
  await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(asked)
  const held = (await newest()).id
  const refused = await sessions('rewind', `${held}@1`)
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(`${running.pid}`) })
  running.kill('SIGTERM')
  await running.ended
})

it('what if: a fork goes on with another model and the files of its event', async () => {
  const id = await planted('green')
  const events: { seq: number; type: string }[] = (await sessions('show', id, '--json')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const reading = events.find(({ type }) => type === 'tool.settled')!.seq
  const forked = await sessions('fork', `${id}@${reading}`, ...model('other'))
  expect(forked).toMatchObject({ code: 0, stdout: 'The other model, at turn 1.\n' })
  expect(await readFile(at('green.sh'), 'utf8')).toBe('one\n')
  expect(await readdir(here.workspace)).not.toContain('green')
  expect((await newest()).forkedFrom).toEqual({ session: id, at: reading })
  const idle = await sessions('fork', id, ...model('other'))
  expect(idle).toMatchObject({ code: 2, stderr: expect.stringContaining('say what is to be done') })
  const told = await sessions('fork', id, 'And now?', ...model('other'), '--no-restore')
  expect(told).toMatchObject({ code: 0, stdout: 'The other model, at turn 3.\n' })
})

it('what if: nothing is begun where files cannot be put back, and the message says how it could be', async () => {
  const id = await planted('white')
  await writeFile(at('white.sh'), 'mine\n')
  const before = JSON.parse((await sessions('list', '--json')).stdout).length
  const refused = await sessions('fork', `${id}@3`, '--system-prompt', 'Plant.', ...model('other'))
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('white.sh: changed by somebody else since')
  expect(refused.stderr).toContain('--no-restore')
  expect(JSON.parse((await sessions('list', '--json')).stdout)).toHaveLength(before)
  const forced = await sessions('fork', `${id}@3`, '--run', '--force', ...model('other'))
  expect(forced.code).toBe(0)
  expect(await readFile(at('white.sh'), 'utf8')).toBe('one\n')
})
