// The promise to whoever keeps sessions: no known secret stands in anything that is written, shown or sent to a model, in
// whatever form and wherever it came from; and what acts has it.
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setInterval } from 'node:timers'
import { fileURLToPath } from 'node:url'
import { defineTool, textContent } from '@harness/kernel'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { leaksIn, plant, type Planted } from './__fixtures__/redaction/planted.ts'
import {
  sayingServer,
  type Said,
  type SayingServer,
} from './__fixtures__/redaction/saying-server.ts'
import {
  exportSession,
  postInput,
  query,
  readTranscripts,
  renameSession,
  type Options,
} from './index.ts'
import { secretTags } from './setup/secret-tags.ts'

const isReduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
const perSession = isReduced ? 52 : 100
const sessions = isReduced ? 1 : 10
const minute = 60_000

interface Scene {
  work: string
  home: string
  server: SayingServer
  options: Options
  /** Everything that was shown. */
  shown: string[]
  session: string | undefined
}

/** A way for a secret into a session: what the model does then, and what is said to it. */
interface Way {
  name: string
  play(one: Planted, scene: Scene, index: number): Promise<void>
  /** Where it goes in, as it was, when a tool acts with it. */
  file?: (one: Planted) => string
}

const calls = (tool: string, input: object): Said => ({ kind: 'call', tool, input })

/** One prompt, and what the model says to it. */
async function prompt(scene: Scene, text: string, ...next: SayingServer['next']): Promise<void> {
  scene.server.next.push(...next)
  const { session: resume } = scene
  const running = query({
    prompt: text,
    options: { ...scene.options, ...(resume !== undefined && { resume }) },
  })
  for await (const event of running) scene.shown.push(JSON.stringify(event))
  const result = await running.result
  scene.shown.push(JSON.stringify(result))
  scene.session = result.sessionId
  expect(scene.server.next).toEqual([])
}

/** What the model was shown in the place of the newest secret. */
const placeholderIn = (body: string): string => {
  const all = body.match(/\[secret:[\da-f]{12}(?:\.[a-z\d]+)?\]/gu) ?? []
  return all.at(-1) ?? 'there is none'
}

/** What the model was answered last. */
function answeredLast(body: string): string {
  const { messages } = z
    .object({ messages: z.array(z.object({ role: z.string(), content: z.unknown() })) })
    .parse(JSON.parse(body))
  const content = messages.findLast(({ role }) => role === 'tool')?.content
  return typeof content === 'string' ? content : ''
}

const ways: Way[] = [
  {
    name: 'prompt',
    play: ({ said }, scene) => prompt(scene, `look: ${said}`, () => ({ kind: 'text', text: 'ok' })),
  },
  {
    name: 'words of the model',
    play: ({ said }, scene) =>
      prompt(scene, 'say', () => ({
        kind: 'text',
        text: `it is ${said}.`,
        reasoning: `so ${said}!`,
      })),
  },
  {
    name: 'file',
    async play({ said, variable }, scene) {
      await writeFile(join(scene.work, `${variable}.txt`), `a\n${said}\nb\n`)
      await prompt(scene, 'read', () => calls('read_file', { path: `${variable}.txt` }))
    },
  },
  {
    name: 'edit around it',
    async play({ said, variable }, scene) {
      const path = `${variable}.edited`
      await writeFile(join(scene.work, path), `X=${said}\nA=1\n`)
      await prompt(
        scene,
        'edit',
        () => calls('read_file', { path }),
        (body) => {
          const [, line] = /X=(.*)/u.exec(answeredLast(body)) ?? []
          return calls('write_file', { path, content: `X=${line}\nA=2\n` })
        },
      )
    },
    file: ({ variable }) => `${variable}.edited`,
  },
  {
    name: 'output of a command',
    async play({ said, variable }, scene) {
      await writeFile(join(scene.work, `${variable}.out`), `${said}\n`)
      const half = Math.floor(Buffer.from(said).length / 2)
      const command = `head -c ${half} ${variable}.out; sleep 0.2; tail -c +${half + 1} ${variable}.out`
      await prompt(scene, 'run', () => calls('shell', { command }))
    },
  },
  {
    name: 'long output of a command',
    async play({ said, variable }, scene) {
      await writeFile(join(scene.work, `${variable}.out`), `${'x'.repeat(20_000)}${said}\n`)
      const command = `cat ${variable}.out ${variable}.out`
      await prompt(scene, 'run', () => calls('shell', { command }))
    },
  },
  {
    name: 'a command that acts with it',
    async play({ variable, secret }, scene) {
      await writeFile(join(scene.work, `${variable}.seen`), secret)
      await prompt(
        scene,
        'act',
        () => calls('read_file', { path: `${variable}.seen` }),
        (body) =>
          calls('shell', {
            command: `cat >${variable}.acted <<'END'\n${placeholderIn(body)}\nEND\nsleep 0.1`,
          }),
      )
    },
    file: ({ variable }) => `${variable}.acted`,
  },
  {
    name: 'arguments of a call',
    play: ({ said, variable }, scene) =>
      prompt(scene, 'write', () =>
        calls('write_file', { path: `${variable}.written`, content: said }),
      ),
    file: ({ variable }) => `${variable}.written`,
  },
  {
    name: 'error of a tool',
    play: ({ said }, scene) => prompt(scene, 'fail', () => calls('fail', { with: said })),
  },
  {
    name: 'progress, and a long answer of a tool',
    async play({ said, variable }, scene) {
      await writeFile(join(scene.work, `${variable}.long`), said)
      await prompt(scene, 'tell', () =>
        calls('tell', { path: join(scene.work, `${variable}.long`) }),
      )
    },
  },
  {
    name: 'server',
    play: ({ said }, scene) =>
      prompt(scene, 'plant', () => calls('mcp_garden_plant', { what: said })),
  },
  {
    name: 'error of the provider',
    play: ({ said }, scene) =>
      prompt(scene, 'break', () => ({ kind: 'error', message: `no: ${said} is wrong` })),
  },
  {
    name: 'title, and words of another process',
    async play({ said }, scene) {
      await prompt(scene, 'go', () => ({ kind: 'text', text: 'ok' }))
      const { session = '', home } = scene
      const place = { home }
      await renameSession(session, `about ${said.slice(0, 200)}`, place)
      await postInput(session, `also ${said}`, place)
    },
  },
]

const fail = defineTool({
  name: 'fail',
  description: 'Fails.',
  input: z.object({ with: z.string() }),
  effect: 'pure',
  run: ({ with: words }) => Promise.reject(new Error(`failed with ${words}`)),
})

const tell = defineTool({
  name: 'tell',
  description: 'Tells what a file says, letter by letter, and at length.',
  input: z.object({ path: z.string() }),
  effect: 'pure',
  async run({ path }, _, { progress, artifacts }) {
    const said = await readFile(path, 'utf8')
    for (const letter of said) progress(letter)
    const hash = await artifacts.put(Buffer.from(`\u0000${said}\u0000`))
    const again = Buffer.from((await artifacts.get(hash)) ?? []).toString()
    if (again !== `\u0000${said}\u0000`) throw new Error('an artifact is not what it was')
    return { kind: 'done', content: textContent(said.padEnd(40_000, '.')), artifacts: [hash] }
  },
})

async function sceneWith(planted: readonly Planted[]) {
  // Whoever posts and renames knows the environment alone.
  const env = Object.fromEntries(planted.map(({ variable, secret }) => [variable, secret]))
  Object.assign(process.env, env)
  const root = await realpath(await mkdtemp(join(tmpdir(), 'redaction-')))
  const [home, work] = [join(root, 'home'), join(root, 'work')]
  await Promise.all([mkdir(home), mkdir(work)])
  const server = await sayingServer()
  const program = fileURLToPath(new URL('__fixtures__/garden-server.ts', import.meta.url))
  const shown: string[] = []
  const scene: Scene = {
    work,
    home,
    server,
    shown,
    session: undefined,
    options: {
      home,
      cwd: work,
      model: 'mine/alpha',
      configOverrides: { providers: { mine: { baseUrl: server.url } } },
      permissionMode: 'bypassPermissions',
      sandbox: { enabled: false },
      mcpServers: { garden: { command: process.execPath, args: [program] } },
      tools: [fail, tell],
      onNotice: (text) => shown.push(text),
    },
  }
  const remove = async () => {
    await server.close()
    await rm(root, { recursive: true })
    for (const name of Object.keys(env)) delete process.env[name]
  }
  return { scene, remove }
}

async function* filesBelow(folder: string): AsyncGenerator<[path: string, bytes: Uint8Array]> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) yield [path.slice(folder.length + 1), await readFile(path)]
  }
}

/** Everything that any process was started with, as long as it looks. */
function watchProcesses(): () => string {
  const seen = new Set<string>()
  const look = () => {
    for (const name of readdirSync('/proc').filter((one) => /^\d+$/u.test(one))) {
      try {
        seen.add(readFileSync(`/proc/${name}/cmdline`, 'latin1'))
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error
      }
    }
  }
  const timer = setInterval(look, 20)
  return () => {
    clearInterval(timer)
    return [...seen].join('\n')
  }
}

it(
  `finds none of ${sessions * perSession} secrets in anything that is kept, shown or sent`,
  { timeout: 30 * minute },
  async () => {
    const leaks: string[] = []
    const reached = new Map<string, number>()
    const places = new Set<string>()
    let files = 0
    for (let round = 0; round < sessions; round++) {
      const planted = plant(perSession, round + 1)
      const { scene, remove } = await sceneWith(planted)
      try {
        const stop = process.platform === 'linux' ? watchProcesses() : () => ''
        for (const [index, one] of planted.entries()) {
          await ways[(index + round) % ways.length]?.play(one, scene, index)
        }
        const { session = '', home, server } = scene
        // What was posted last is taken up.
        await prompt(scene, 'go on', () => ({ kind: 'text', text: 'ok' }))
        const look = (where: string, what: Uint8Array | string) =>
          leaks.push(...leaksIn(what, planted).map((leak) => `${leak} in ${where}`))
        look('processes', stop())
        look('what was shown', scene.shown.join('\n'))
        look('what was sent', server.asked.join('\n'))
        look('export', JSON.stringify(await exportSession(session, { home })))
        for await (const line of readTranscripts(session, { home }))
          look('transcripts', JSON.stringify(line))
        for await (const [path, bytes] of filesBelow(home)) {
          files += 1
          look(path, bytes)
          if (Buffer.from(bytes).includes('[secret:')) places.add(kindOf(path))
        }
        const log = await readFile(join(home, 'sessions', session, 'log.jsonl'), 'utf8')
        const tagOf = secretTags(home)
        for (const [index, one] of planted.entries()) {
          const way = ways[(index + round) % ways.length]
          const isThere = log.includes(`[secret:${tagOf(one.secret)}`)
          if (!isThere) leaks.push(`${one.variable} (${one.form}) never got there by ${way?.name}`)
          else reached.set(way?.name ?? '', (reached.get(way?.name ?? '') ?? 0) + 1)
          const path = way?.file?.(one)
          if (path === undefined) continue
          const acted = await readFile(join(scene.work, path), 'utf8')
          const wanted = way?.name === 'a command that acts with it' ? one.secret : one.said
          if (!acted.includes(wanted))
            leaks.push(`${one.variable} (${one.form}) was lost by ${way?.name}`)
        }
      } finally {
        await remove()
      }
    }
    process.stdout.write(
      `${[...reached].map(([name, count]) => `${String(count).padStart(5)} ${name}`).join('\n')}\n${files} files; placeholders in ${[...places].toSorted().join(', ')}\n`,
    )
    expect(leaks).toEqual([])
    expect([...reached.values()].reduce((sum, one) => sum + one, 0)).toBe(sessions * perSession)
    expect([...reached.keys()].toSorted()).toEqual(ways.map(({ name }) => name).toSorted())
    expect([...places]).toEqual(
      expect.arrayContaining([
        'log.jsonl',
        'artifacts',
        'transcripts.jsonl',
        'tasks',
        ...(isReduced ? [] : ['snapshots']),
      ]),
    )
  },
)

/** The kind of a file of a home, by its place in a session. */
const kindOf = (path: string): string =>
  path.split('/')[path.startsWith('sessions/') ? 2 : 0] ?? path
