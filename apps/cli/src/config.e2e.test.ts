// Configuration as a new user meets it: right, wrong, in conflict, in a folder of a stranger.
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type AskedRequest, type Endpoint } from './__fixtures__/endpoint.ts'

let server: Endpoint
let here: Place
beforeAll(async () => {
  server = await endpoint(({ body, authorization }) => {
    const said = JSON.stringify(body.messages.findLast(({ role }) => role === 'user')?.content)
    if (body.messages.at(-1)?.role === 'tool') return { text: 'Done.' }
    if (said.includes('learn')) return { calls: [['skill', { name: 'bake' }]] }
    if (said.includes('write')) return { calls: [['write_file', { path: 'a.txt', content: 'a' }]] }
    if (said.includes('echo the key')) return { text: `You sent ${authorization}.` }
    return { text: 'Fine.' }
  })
})
afterAll(() => server.close())
beforeEach(async () => {
  here = await place()
  server.requests.length = 0
  await write(join(here.home, 'config.jsonc'), {
    model: 'mine/alpha',
    providers: { mine: { baseUrl: server.url } },
  })
})
afterEach(() => here.remove())

async function write(path: string, content: string | object): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const own = (name: string) => join(here.workspace, '.harness', name)

async function trusted(name: string, content: string | object): Promise<void> {
  await write(own(name), content)
  await here.run(['trust'])
}
const asked = (): AskedRequest | undefined => server.requests.at(-1)
const system = (): string => String(asked()?.body.messages[0]?.content)
const sessions = () => readdir(join(here.home, 'sessions')).catch(() => [])

/** Every file of the home, as one text. */
async function everythingKept(): Promise<string> {
  const entries = await readdir(here.home, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const texts = await Promise.all(
    files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  )
  expect(texts.length).toBeGreaterThan(3)
  return texts.join('\n')
}

describe('a broken configuration begins nothing, and says where', () => {
  const broken = '{\n  "limits": {\n    "maxTurn": 3,\n  },\n  "model": 7\n}'
  const says = (where: string) => [
    `${where}:3:5: limits.maxTurn: There is no such key. Did you mean maxTurns?`,
    `${where}:5:3: model: Expected a text. Here stands 7.`,
  ]

  it.each<[layer: string, make: () => Promise<{ where: string; args?: string[]; env?: object }>]>([
    ['user', async () => ({ where: await write(join(here.home, 'config.jsonc'), broken) })],
    [
      'project',
      async () => {
        await trusted('config.jsonc', broken)
        return { where: '.harness/config.jsonc' }
      },
    ],
    [
      'local',
      async () => {
        await trusted('config.local.jsonc', broken)
        return { where: '.harness/config.local.jsonc' }
      },
    ],
    [
      '--config',
      async () => {
        const where = await write(join(here.workspace, 'mine.jsonc'), broken)
        return { where, args: ['--config', where] }
      },
    ],
    [
      'HARNESS_CONFIG_CONTENT',
      async () => ({ where: 'HARNESS_CONFIG_CONTENT', env: { HARNESS_CONFIG_CONTENT: broken } }),
    ],
  ])('%s', async (_, make) => {
    const { where, args = [], env } = await make()
    const options = env ? { env: { ...env } } : {}
    for (const command of [['hi'], ['config']]) {
      const { code, stdout, stderr } = await here.run([...command, ...args], options)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      for (const line of says(where)) expect(stderr).toContain(line)
      expect(stderr).not.toMatch(/\n\s+at /)
    }
    expect(await sessions()).toEqual([])
    expect(server.requests).toEqual([])
  })

  it('a folder in the place of a file, and bytes that are no text', async () => {
    await mkdir(own('config.jsonc'), { recursive: true })
    await here.run(['trust'])
    const folder = await here.run(['hi'])
    expect(folder).toMatchObject({ code: 2, stdout: '' })
    expect(folder.stderr).toMatch(/\.harness\/config\.jsonc: .*folder/)
    const bytes = join(here.workspace, 'bytes.jsonc')
    await writeFile(bytes, Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d]))
    const { code, stderr } = await here.run(['hi', '--setting-sources', 'user', '--config', bytes])
    expect(code).toBe(2)
    expect(stderr).toMatch(/bytes\.jsonc: .*UTF-8/)
    expect(await sessions()).toEqual([])
  })

  // The superuser may read everything.
  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await trusted('config.jsonc', '{}')
    await chmod(own('config.jsonc'), 0)
    expect(await here.run(['hi'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('.harness/config.jsonc'),
    })
  })

  it('as an object to a program, and as a line each in doctor', async () => {
    await trusted('config.jsonc', broken)
    const json = await here.run(['-o', 'json', 'hi'])
    const message = says('.harness/config.jsonc').join('\n')
    expect(JSON.parse(json.stdout)).toEqual({ error: { code: 'invalid_config', message } })
    const doctor = await here.run(['doctor'])
    expect(doctor.code).toBe(1)
    const [first = '', second = ''] = says('.harness/config.jsonc')
    expect(doctor.stdout).toContain(`✗ config      ${first}\n              ${second}\n`)
  })

  it('a key that is missing is told with its place, its variable, and no session', async () => {
    await write(join(here.home, 'config.jsonc'), {
      model: 'mine/alpha',
      providers: { mine: { baseUrl: server.url, apiKey: 'env:NOT_THERE' } },
    })
    const { code, stdout, stderr } = await here.run(['hi'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/providers\.mine\.apiKey: env:NOT_THERE: .*NOT_THERE is not set/)
    expect(await sessions()).toEqual([])
    const doctor = await here.run(['doctor'])
    expect(doctor.stdout).toMatch(/✗ model .*NOT_THERE.*\n +→ give it its key/)
  })

  it('a file that is named and not there', async () => {
    const { code, stderr } = await here.run(['--config', 'nowhere.jsonc', 'hi'])
    expect(code).toBe(2)
    expect(stderr).toContain('nowhere.jsonc: There is no such file')
  })
})

describe('harness config', () => {
  it('shows which layer counts, and what it hides', async () => {
    await trusted('config.jsonc', '{\n  "limits": { "maxTurns": 9 },\n  "model": "mine/beta"\n}')
    const { stdout } = await here.run(['config'])
    expect(stdout).toMatch(
      /^model +"mine\/beta" {2}project \.harness\/config\.jsonc:3\n +hides "mine\/alpha" {2}user ~\/config\.jsonc:1\n/,
    )
    expect(stdout).toMatch(/^limits\.maxTurns +9 {2}project \.harness\/config\.jsonc:2$/m)
    const env = { HARNESS_MODEL: 'mine/gamma' }
    const { keys } = JSON.parse((await here.run(['config', '--json'], { env })).stdout)
    expect(keys.find(({ key }: { key: string }) => key === 'model')).toMatchObject({
      value: 'mine/gamma',
      layer: 'environment',
      label: 'HARNESS_MODEL',
      hides: [
        { value: 'mine/beta', file: own('config.jsonc'), line: 3, column: 3 },
        { value: 'mine/alpha', layer: 'user' },
      ],
    })
    await here.run(['hi'])
    expect(asked()?.body.model).toBe('beta')
  })

  it('says which files are left out, and why', async () => {
    await write(own('config.jsonc'), { model: 'mine/beta' })
    const { stdout } = await here.run(['config'])
    expect(stdout).toContain('project .harness/config.jsonc: untrusted (harness trust)')
    expect((await here.run(['config', '--setting-sources', 'none'])).stdout).toContain(
      'project .harness/config.jsonc: not selected',
    )
    const { stderr } = await here.run(['hi'])
    expect(stderr.match(/is left out/g)).toHaveLength(1)
    expect(asked()?.body.model).toBe('alpha')
  })

  it('has the schema for editors', async () => {
    const { stdout } = await here.run(['config', '--schema'])
    const published = new URL('../../sdk/config.schema.json', import.meta.url)
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await readFile(published, 'utf8')))
  })

  it('refuses a layer that there is not', async () => {
    const { code, stderr } = await here.run(['config', '--setting-sources', 'user,team'])
    expect(code).toBe(2)
    expect(stderr).toContain('"team"')
  })
})

describe('a secret', () => {
  const secret = 'sk-of-nobody-0123456789'
  const configured = (apiKey: string, more: object = {}) =>
    write(join(here.home, 'config.jsonc'), {
      model: 'mine/alpha',
      providers: { mine: { baseUrl: server.url, apiKey } },
      ...more,
    })

  it.each(['env:MY_PLACE', 'command:tr a-z a-z < ../key'])(
    '%s is used, and written nowhere',
    async (reference) => {
      await configured(reference)
      await write(join(here.workspace, '..', 'key'), `${secret}\n`)
      const env = { MY_PLACE: secret }
      const said: string[] = []
      for (const args of [
        ['echo the key'],
        ['-o', 'stream-json', 'echo the key'],
        ['-c', 'hi'],
        ['config'],
        ['config', '--json'],
        ['doctor'],
        ['doctor', '--json'],
        ['sessions', 'list'],
        ['trace', 'transcript'],
      ]) {
        const { code, stdout, stderr } = await here.run(args, { env })
        expect([args, code, stderr]).toEqual([args, 0, stderr])
        said.push(stdout, stderr)
      }
      expect(server.requests.map(({ authorization }) => authorization)).toContain(
        `Bearer ${secret}`,
      )
      expect(said.join('')).toMatch(/You sent Bearer \[secret:[\da-f]{12}\]\./u)
      expect(said.join('')).not.toContain(secret)
      expect(await everythingKept()).not.toContain(secret)
    },
  )

  it('that is written down is refused, and not repeated', async () => {
    await configured(secret)
    for (const args of [['hi'], ['config'], ['config', '--json'], ['doctor'], ['models']]) {
      const { stdout, stderr } = await here.run(args)
      expect(stdout + stderr).not.toContain(secret)
      expect(stdout + stderr).toContain('providers.mine.apiKey')
    }
  })

  it('that a command did not print says so without what it printed', async () => {
    await configured(`command:cat ../key; cat ../key >&2; exit 3`)
    await write(join(here.workspace, '..', 'key'), `${secret}\n`)
    const { code, stdout, stderr } = await here.run(['hi'])
    expect(code).toBe(2)
    expect(stdout + stderr).toContain('providers.mine.apiKey')
    expect(stdout + stderr).not.toContain(secret)
  })
})

describe('what people wrote for agents', () => {
  it('an AGENTS.md of 1 MB: its beginning, told once, at once', async () => {
    await write(join(here.workspace, 'AGENTS.md'), `# Rules\n${'Always be kind.\n'.repeat(65_536)}`)
    const began = Date.now()
    const { code, stderr } = await here.run(['hi'])
    expect(code).toBe(0)
    expect(Date.now() - began).toBeLessThan(10_000)
    expect(stderr.match(/AGENTS\.md/g)).toHaveLength(1)
    expect(stderr).toMatch(/has 1048584 bytes; the first \d+ are used/)
    expect(system()).toContain('# Rules\nAlways be kind.')
    expect(asked()?.bytes).toBeLessThan(100_000)
  })

  it('an AGENTS.md of an editor of Windows', async () => {
    await write(join(here.workspace, 'AGENTS.md'), '\u{feff}# Rules\r\nBe kind 🌱.\r\n')
    expect((await here.run(['hi'])).code).toBe(0)
    expect(system()).toContain('# Rules\nBe kind 🌱.')
    expect(system()).not.toMatch(/\r|\u{feff}/u)
  })

  it('a skill that the model asks for', async () => {
    const text = '---\nname: bake\ndescription: Bakes bread.\n---\nKnead for ten minutes.\n'
    await write(own('skills/bake/SKILL.md'), text)
    expect((await here.run(['learn to bake'])).code).toBe(0)
    expect(system()).toContain('Bakes bread.')
    expect(system()).not.toContain('Knead')
    expect(JSON.stringify(asked()?.body.messages.at(-1))).toContain('Knead for ten minutes.')
  })

  it('a command of a person, with what follows it', async () => {
    await write(own('commands/greet.md'), 'Say hello to $ARGUMENTS.')
    expect((await here.run(['/greet the cat'])).code).toBe(0)
    expect(JSON.stringify(asked()?.body.messages.at(-1))).toContain('Say hello to the cat.')
    const { stderr } = await here.run(['/gret the cat'])
    expect(stderr).toContain('Did you mean /greet?')
    expect(JSON.stringify(asked()?.body.messages.at(-1))).toContain('/gret the cat')
  })
})

describe('flags', () => {
  it('--setting-sources none: nothing of files', async () => {
    await trusted('config.jsonc', { model: 'mine/beta' })
    await write(join(here.workspace, 'AGENTS.md'), 'Be kind.')
    const flags = ['--setting-sources', 'none', '--base-url', server.url, '--model', 'test']
    expect((await here.run([...flags, 'hi'])).code).toBe(0)
    expect(asked()?.body.model).toBe('test')
    expect(system()).not.toContain('Be kind.')
  })

  it('--no-user-config: of the user only where models are', async () => {
    await write(join(here.home, 'AGENTS.md'), 'Of the user.')
    await here.run(['hi'])
    expect(system()).toContain('Of the user.')
    await here.run(['--no-user-config', '--model', 'mine/beta', 'hi'])
    expect(asked()?.body.model).toBe('beta')
    expect(system()).not.toContain('Of the user.')
  })

  it('--allow-write: files are written without a question, and rules that deny hold', async () => {
    expect((await here.run(['write it'])).code).toBe(4)
    expect((await here.run(['--allow-write', 'write it'])).code).toBe(0)
    expect(await readFile(join(here.workspace, 'a.txt'), 'utf8')).toBe('a')
    await trusted('config.jsonc', { permissions: { deny: ['write_file'] } })
    await rm(join(here.workspace, 'a.txt'))
    const { code, stdout } = await here.run(['--allow-write', '-o', 'json', 'write it'])
    expect([code, JSON.parse(stdout).denied]).toEqual([
      4,
      [expect.objectContaining({ rule: expect.stringContaining('.harness/config.jsonc:1') })],
    ])
  })

  it('--context-chars 0: nothing of the repository', async () => {
    await write(join(here.workspace, 'orchard.ts'), 'export function graft() {}\n')
    await here.run(['how does orchard.ts graft?'])
    expect(system()).toContain('orchard.ts')
    await here.run(['--context-chars', '0', 'how does orchard.ts graft?'])
    expect(system()).not.toContain('orchard.ts')
  })
})

describe('harness init', () => {
  it('writes a starter, once, that begins a run as it stands', async () => {
    const first = await here.run(['init'])
    expect(first).toMatchObject({ code: 0, stdout: '' })
    expect(first.stderr).toMatch(/^Written: .*config\.jsonc\nThe folder is trusted from now on\./)
    const text = await readFile(own('config.jsonc'), 'utf8')
    const second = await here.run(['init'])
    expect(second.code).toBe(2)
    expect(second.stderr).toContain('is there already')
    expect(await readFile(own('config.jsonc'), 'utf8')).toBe(text)
    expect(await here.run(['hi'])).toMatchObject({ code: 0, stdout: 'Fine.\n' })
    expect((await here.run(['init', '--user'])).code).toBe(2)
  })
})
