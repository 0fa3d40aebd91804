// What a folder says of itself counts when a person trusts it, and is not even read before.
import { execFileSync, spawn } from 'node:child_process'
import { cp, mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import { readConfig, trustFolder } from '../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

const place = () => ({ cwd: here.folder, home: here.home })

/** The model of a run in a folder, and what was said. */
async function model(cwd = here.folder) {
  const { requests, notices } = await here.ask({ options: { cwd } })
  return [requests[0]?.body.model, ...notices]
}

it('an untrusted folder is told of once, and its files are not opened', async () => {
  await mkdir(join(here.folder, '.harness'))
  for (const name of ['config.jsonc', 'config.local.jsonc']) {
    execFileSync('mkfifo', [join(here.folder, '.harness', name)])
  }
  const path = join(here.folder, '.harness', 'config.jsonc')
  expect(await model()).toEqual([
    'alpha',
    expect.stringMatching(`^${path} is left out: .*harness trust$`),
  ])
  expect(await readConfig(place())).toMatchObject({
    files: ['read', 'absent', 'untrusted', 'untrusted'].map((status) => ({ status })),
  })
  // What is trusted and no file is refused, not waited for.
  await trustFolder(place())
  const { error } = await here.ask()
  expect(error).toMatchObject({
    code: 'invalid_config',
    message: expect.stringContaining('.harness'),
  })
})

it('what an untrusted folder configures is not shown to the model as its code either', async () => {
  await here.write('work/.harness/config.jsonc', { appendSystemPrompt: 'Plant tulips.' })
  await here.write('work/garden.md', 'Of tulips.')
  const { system } = await here.ask({ prompt: 'Where are the tulips?' })
  expect(system).toContain('Of tulips.')
  expect(system).not.toContain('Plant tulips.')
})

it('trust makes its files count, and can be taken back', async () => {
  await here.write('work/.harness/config.jsonc', { model: 'mine/beta' })
  await here.write('work/.harness/config.local.jsonc', { model: 'mine/gamma' })
  expect((await model())[0]).toBe('alpha')
  const files = ['config.jsonc', 'config.local.jsonc'].map((name) =>
    join(here.folder, '.harness', name),
  )
  expect(await trustFolder(place())).toEqual({ folder: here.folder, trusted: true, files })
  expect(await model()).toEqual(['gamma'])
  expect(await trustFolder({ ...place(), trusted: false })).toMatchObject({ trusted: false })
  expect((await model())[0]).toBe('alpha')
})

it('what is not what was trusted any more is left out until it is trusted anew', async () => {
  const path = await here.project({ model: 'mine/beta' })
  expect(await model()).toEqual(['beta'])
  await here.write('work/.harness/config.jsonc', { model: 'mine/delta' })
  expect(await model()).toEqual([
    'alpha',
    `${path} is left out: it is not what you trusted any more. Look at it, then say: harness trust`,
  ])
  await here.write('work/.harness/config.jsonc', { model: 'mine/beta' })
  expect(await model()).toEqual(['beta'])
  // A file that was not there then is not trusted either.
  await here.write('work/.harness/config.local.jsonc', { model: 'mine/gamma' })
  expect((await model())[0]).toBe('beta')
  await trustFolder(place())
  expect(await model()).toEqual(['gamma'])
})

it('is by real path: a link to a trusted folder is trusted, a copy is not', async () => {
  await here.project({ model: 'mine/beta' })
  const link = join(here.root, 'link')
  const copy = join(here.root, 'copy')
  await symlink(here.folder, link)
  await cp(here.folder, copy, { recursive: true })
  expect(await model(link)).toEqual(['beta'])
  expect(await model(copy)).toEqual(['alpha', expect.stringContaining('copy')])
})

it('a folder of a repository has the configuration of its root; one of no repository its own', async () => {
  const cwd = join(here.folder, 'packages', 'one')
  await mkdir(cwd, { recursive: true })
  await here.project({ model: 'mine/beta' })
  expect(await model(cwd)).toEqual(['alpha'])
  await mkdir(join(here.folder, '.git'))
  expect(await model(cwd)).toEqual(['beta'])
  await here.write('work/packages/one/.harness/config.jsonc', { model: 'mine/gamma' })
  expect((await model(cwd))[0]).toBe('alpha')
  await trustFolder({ cwd, home: here.home })
  expect(await model(cwd)).toEqual(['gamma'])
})

it('servers of a folder below do not switch off what its repository says', async () => {
  const cwd = join(here.folder, 'packages', 'one')
  await mkdir(cwd, { recursive: true })
  await mkdir(join(here.folder, '.git'))
  await here.project({ model: 'mine/beta' })
  await here.write('work/packages/one/.mcp.json', { mcpServers: {} })
  expect(await model(cwd)).toEqual(['beta'])
})

it('a link counts as long as it leads to what was trusted', async () => {
  const elsewhere = await here.write('elsewhere.jsonc', { model: 'mine/beta' })
  await mkdir(join(here.folder, '.harness'))
  await symlink(elsewhere, join(here.folder, '.harness', 'config.jsonc'))
  await trustFolder(place())
  expect(await model()).toEqual(['beta'])
  await writeFile(elsewhere, '{ "model": "mine/gamma" }')
  expect(await model()).toEqual(['alpha', expect.stringContaining('not what you trusted')])
})

it("the user's own folder is no project, also where it is reached by a link", async () => {
  await here.write(
    'me/.harness/config.jsonc',
    await readFile(join(here.home, 'config.jsonc'), 'utf8'),
  )
  await symlink(join(here.root, 'me'), join(here.root, 'you'))
  const home = join(here.root, 'you', '.harness')
  const { requests, notices } = await here.ask({ options: { cwd: join(here.root, 'you'), home } })
  expect([requests[0]?.body.model, notices]).toEqual(['alpha', []])
})

it.each(['', 'nonsense', '{"folders":[]}', '{"folders":{},"more":1}'])(
  'a broken list trusts nothing, and says what to do: %j',
  async (text) => {
    await here.project({ model: 'mine/beta' })
    const path = join(here.home, 'trust.json')
    await writeFile(path, text)
    const { error, requests } = await here.ask()
    expect(requests).toEqual([])
    expect(error?.message).toBe(
      `${path} cannot be read as what it is: mend it, or remove it and trust your folders anew.`,
    )
    await expect(trustFolder(place())).rejects.toMatchObject({ message: error?.message })
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)

it('nobody loses what another process says at the same time', async () => {
  const folders = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const folder = join(here.root, `folder-${index}`)
      await mkdir(folder)
      return folder
    }),
  )
  const script = new URL('set-trust.ts', import.meta.url).href
  const trust = (cwd: string) =>
    new Promise((resolve) => {
      const code = `import { setTrust } from ${JSON.stringify(script)}
        await setTrust(${JSON.stringify({ cwd, home: here.home })})`
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code])
      child.on('close', resolve)
    })
  const within = (cwd: string) => trustFolder({ cwd, home: here.home })
  await Promise.all([...folders.slice(0, 4).map(trust), ...folders.slice(4).map(within)])
  const kept = JSON.parse(await readFile(join(here.home, 'trust.json'), 'utf8'))
  expect(Object.keys(kept.folders).toSorted()).toEqual(folders.toSorted())
})

it('a process that was killed while it wrote keeps nobody from writing', async () => {
  const lock = join(here.home, 'trust.json.lock')
  await writeFile(lock, '')
  const before = new Date(Date.now() - 60_000)
  await utimes(lock, before, before)
  expect(await trustFolder(place())).toMatchObject({ trusted: true })
})

it('a home that cannot be written is said', async () => {
  const home = await here.write('file', '')
  await expect(trustFolder({ ...place(), home })).rejects.toMatchObject({
    code: 'invalid_option',
    message: expect.stringContaining(join(home, 'trust.json')),
  })
})
