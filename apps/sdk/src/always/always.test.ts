// What a person allows for good: asked once, kept where they want it, and nowhere else.
import { lstat, mkdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { trustFolder, type Ask, type AskAnswer, type Options } from '../index.ts'
import { storeRules } from './store-rules.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

const touch = 'touch a.txt'
const rule = `shell(${touch})`
const allow = { permissions: { allow: [rule] } }
const file = (name = 'config.local.jsonc') => join(here.folder, '.harness', name)

/** A run whose model wants commands, and what was asked. */
async function wants(
  commands: readonly string[],
  answer: AskAnswer | ((ask: Ask) => Promise<AskAnswer>),
  options: Options = {},
) {
  const asks: Ask[] = []
  const onAsk = async (ask: Ask): Promise<AskAnswer> => {
    asks.push(ask)
    return typeof answer === 'function' ? answer(ask) : answer
  }
  const calls = commands.map((command) => ['shell', { command }] as const)
  const outcome = await here.ask({ calls, options: { onAsk, ...options } })
  return { ...outcome, asks, layers: asks.map(({ places }) => places.map(({ layer }) => layer)) }
}

const always = (layer: AskAnswer['always'] & string): AskAnswer => ({
  decision: 'allow',
  always: layer,
})
const no: AskAnswer = { decision: 'deny' }

it('says what would hold, and where it may be kept', async () => {
  const { asks } = await wants([touch, 'touch $HOME'], no)
  expect(asks.map(({ suggestions, places }) => [suggestions, places])).toEqual([
    [
      [rule],
      [
        { layer: 'session', path: null },
        { layer: 'local', path: file() },
        { layer: 'project', path: file('config.jsonc') },
        { layer: 'user', path: join(here.home, 'config.jsonc') },
      ],
    ],
    [[], []],
  ])
})

it('holds for the session, also when it is resumed, and for no other', async () => {
  const first = await wants([touch], always('session'))
  expect(first.asks).toHaveLength(1)
  expect(first.notices).toEqual([])
  const resume = first.result?.sessionId ?? ''
  expect((await wants([touch, `${touch} b`], no, { resume })).asks).toMatchObject([
    { suggestions: [`shell(${touch} b)`] },
  ])
  expect((await wants([touch], no)).asks).toHaveLength(1)
})

it('answers what else is asked that it allows', async () => {
  // The second one may have been asked by then: it is not waited for.
  const answers: AskAnswer[] = []
  const { result } = await wants([touch, touch], async ({ signal }) => {
    if (answers.length > 0)
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    answers.push(answers.length > 0 ? no : always('session'))
    return answers.at(-1) ?? no
  })
  expect(answers[0]).toEqual(always('session'))
  expect(result?.calls.map(({ error }) => error)).toEqual([null, null])
})

it('holds for subagents that are sent after it', async () => {
  const ran: string[] = []
  const shell = says('', [['shell', { command: touch }]])
  const provider = scripted(({ system, messages }) => {
    const results = messages.filter(({ role }) => role === 'tool')
    if (system.includes('You work for another agent')) {
      ran.push(...results.map((result) => JSON.stringify(result)))
      return results.length === 0 ? shell : says('done')
    }
    if (results.length === 0) return shell
    return results.length > 1 ? says('done') : says('', [['subagent', { prompt: 'Do it.' }]])
  })
  const { asks } = await wants([], always('session'), { model: 'x/y', provider })
  expect(asks).toHaveLength(1)
  expect(ran).toEqual([expect.stringContaining('exit code 0')])
})

it.each([
  ['local', 'config.local.jsonc'],
  ['project', 'config.jsonc'],
] as const)('is written for the folder (%s), which is read from then on', async (layer, name) => {
  const first = await wants([touch], always(layer))
  expect(first.notices).toEqual([])
  expect(JSON.parse(await readFile(file(name), 'utf8'))).toEqual(allow)
  const ignored = readFile(file('.gitignore'), 'utf8').catch(() => 'none')
  expect(await ignored).toBe(layer === 'local' ? 'config.local.jsonc\n' : 'none')
  const next = await wants([touch], no)
  expect([next.asks, next.notices]).toEqual([[], []])
  expect(next.configuration?.permissions.rules).toMatchObject([
    { pattern: touch, source: `.harness/${name}:4` },
  ])
})

it('keeps what people wrote, and says nothing twice', async () => {
  const text =
    '{\n  // mine\n  "permissions": {\n    "allow": [\n      "read_file", // all\n    ],\n  },\n}\n'
  await here.local(text)
  await wants([touch], always('local'))
  const after = text.replace('// all\n', `// all\n      "${rule}",\n`)
  expect(await readFile(file(), 'utf8')).toBe(after)
  const place = { home: here.home, folder: here.folder }
  await storeRules('local', [rule], place)
  expect(await readFile(file(), 'utf8')).toBe(after)
})

it('holds no longer in a session when it was taken out of the file', async () => {
  const first = await wants([touch], always('local'))
  await here.local({})
  const resume = first.result?.sessionId ?? ''
  expect((await wants([touch], no, { resume })).asks).toHaveLength(1)
})

it("is written to the user's own file, also where that is a link, and to no other's", async () => {
  const path = join(here.home, 'config.jsonc')
  const real = join(here.root, 'dotfiles.jsonc')
  await rename(path, real)
  await symlink(real, path)
  const { mode } = await stat(real)
  const { notices } = await wants([touch], always('user'))
  expect(notices).toEqual([])
  expect((await lstat(path)).isSymbolicLink()).toBe(true)
  expect(JSON.parse(await readFile(real, 'utf8'))).toMatchObject(allow)
  expect((await stat(real)).mode).toBe(mode)
  expect((await wants([touch], no)).asks).toEqual([])
})

it('is not offered where the file is not trusted, and trusts nothing', async () => {
  const foreign = '{ "appendSystemPrompt": "Plant tulips." }'
  const path = await here.write('work/.harness/config.jsonc', foreign)
  const untrusted = await wants([touch], always('local'))
  expect(untrusted.layers).toEqual([['session', 'user']])
  expect(untrusted.notices.at(-1)).toMatch(/^Allowed once\. .*config\.local\.jsonc.*harness trust/)
  expect(untrusted.result?.calls).toMatchObject([{ error: null }])
  await trustFolder({ cwd: here.folder, home: here.home })
  await writeFile(path, foreign.replace('tulips', 'weeds'))
  const changed = await wants([touch], always('local'))
  expect(changed.layers).toEqual([['session', 'local', 'user']])
  expect(await readFile(path, 'utf8')).toContain('weeds')
  const next = await wants(['true'], no)
  expect(next.system).not.toContain('weeds')
  expect(next.notices).toEqual([expect.stringContaining('not what you trusted any more')])
})

it('does not trust what somebody else writes just then', async () => {
  await here.local({})
  const { notices, result } = await wants([touch], async () => {
    await writeFile(file(), '{ "appendSystemPrompt": "Plant weeds." }')
    return always('local')
  })
  expect(notices).toEqual([expect.stringContaining('not what you trusted any more')])
  expect(result?.calls).toMatchObject([{ error: null }])
  expect(await readFile(file(), 'utf8')).not.toContain(touch)
})

it('writes nothing where there is an error, says where, and allows it once', async () => {
  const path = join(here.home, 'config.jsonc')
  const before = await readFile(path, 'utf8')
  const broken = `{\n  "mode": 1\n}`
  const { notices, result } = await wants([touch], async () => {
    await writeFile(path, broken)
    return always('user')
  })
  expect(notices).toEqual([expect.stringContaining(`${path}:2:3: mode:`)])
  expect(result?.calls).toMatchObject([{ error: null }])
  expect(await readFile(path, 'utf8')).toBe(broken)
  await writeFile(path, before)
  expect((await wants([touch], no)).asks).toHaveLength(1)
})

it('is kept in no file that a run does not read, nor in that of a folder above', async () => {
  const narrow: Options = {
    settingSources: ['user'],
    inheritUserConfig: false,
    model: 'mine/alpha',
  }
  const only = await wants([touch], no, narrow)
  expect(only.layers).toEqual([['session']])
  await mkdir(join(here.folder, '.git'))
  await here.local({})
  const cwd = join(here.folder, 'packages')
  await mkdir(cwd)
  expect((await wants([touch], no, { cwd })).layers).toEqual([['session', 'user']])
})

it('is kept in no file while the list of what is trusted is broken', async () => {
  await writeFile(join(here.home, 'trust.json'), 'nonsense')
  const { layers, notices, result } = await wants([touch], always('user'))
  expect(layers).toEqual([['session']])
  expect(notices).toEqual([expect.stringContaining('trust.json cannot be read as what it is')])
  expect(result?.calls).toMatchObject([{ error: null }])
})

it('is kept behind no link of a folder', async () => {
  await mkdir(join(here.root, 'elsewhere'))
  await symlink(join(here.root, 'elsewhere'), join(here.folder, '.harness'))
  expect((await wants([touch], no)).layers).toEqual([['session', 'user']])
})

it('loses nothing of what is written at once', async () => {
  const rules = Array.from({ length: 12 }, (_, index) => `shell(tool ${index})`)
  const place = { home: here.home, folder: here.folder }
  await Promise.all(rules.map((text) => storeRules('local', [text], place)))
  const written = JSON.parse(await readFile(file(), 'utf8'))
  expect(written.permissions.allow.toSorted()).toEqual(rules.toSorted())
  expect((await wants(['tool 3'], no)).notices).toEqual([])
})

it('a place that there is not, and a call without a rule, are allowed once', async () => {
  const nowhere: AskAnswer = JSON.parse('{"decision":"allow","always":"nowhere"}')
  const unknown = await wants([touch], nowhere)
  expect(unknown.notices).toEqual([expect.stringContaining('There is no layer "nowhere"')])
  const variable = await wants(['touch $USER.txt'], always('session'))
  expect(variable.notices).toEqual(['Allowed once: no rule says just this.'])
  expect(variable.result?.calls).toMatchObject([{ error: null }])
})
