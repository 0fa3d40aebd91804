import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  contentText,
  type Event,
  type Failure,
  type ModelRequest,
  type Provider,
  type SubjectNews,
  type SubjectWork,
} from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { testSubject } from '@harness/kernel/testing'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { says } from '../__fixtures__/scripted.ts'
import type { Options } from '../options.ts'
import { inProcessSubject } from './in-process-subject.ts'

/** What was said last, and how many replies ago. */
function asked({ messages }: ModelRequest): { said: string; turn: number } {
  const at = messages.findLastIndex(({ role }) => role === 'user')
  const message = messages[at]
  const said = message?.role === 'user' ? contentText(message.content) : ''
  return { said, turn: messages.slice(at).filter(({ role }) => role === 'assistant').length }
}

/** Does what is said, word by word: `tool {…} then answer`. */
const obedient: Provider = {
  name: 'obedient',
  async *stream(request, { signal }) {
    const { said, turn } = asked(request)
    const [, tool = '', input = '{}'] = /^(\w+) (\{.*\})/su.exec(said) ?? []
    if (turn > 0 && said.endsWith('slowly')) await sleep(1500, undefined, { signal })
    const isDone = turn > 0 && !said.endsWith('for ever')
    // Another call each time: nobody takes it for a circle.
    const given: unknown = JSON.parse(input.replaceAll('$TURN', String(turn)))
    yield isDone || tool === '' ? says('It is done.') : says('', [[tool, given]])
  },
}

const options = (more: Options = {}): Options => ({
  provider: obedient,
  contextChars: 0,
  permissionMode: 'trust',
  sandbox: { enabled: false },
  ...more,
})

const eventsIn = async (home: string, session: string) => {
  const events: Event[] = []
  for await (const event of (await fileSessions({ home }).reader(session)).read(1)) {
    events.push(event)
  }
  return events
}

testSubject(
  'the harness in this process',
  async () => ({
    subject: await inProcessSubject(options()),
    again: () => inProcessSubject(options()),
    tasks: {
      write: (path, text) => `write_file ${JSON.stringify({ path, content: text })}`,
      slow: (path) => `write_file ${JSON.stringify({ path, content: 'x' })} slowly`,
      endless: 'glob {"pattern": "$TURN*"} for ever',
      background: (path) =>
        `shell ${JSON.stringify({ command: `while :; do echo x >> ${path}; sleep 0.05; done`, background: true })}`,
    },
    events: eventsIn,
  }),
  { test },
)

const limits = { turns: 20, tokens: null, cost: null, ms: 60_000 }

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-subject-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function workOf(task: string): Promise<SubjectWork> {
  const workspace = join(folder, 'runs', 'one', 'workspace')
  await mkdir(workspace, { recursive: true })
  return { id: 'one', workspace, home: join(folder, 'runs', 'one', 'home'), says: [task], limits }
}

const never = () => new AbortController().signal

const failing = (failure: Failure): Provider => ({
  name: 'failing',
  async *stream() {
    yield { type: 'failure', failure }
  },
})

describe('a model that fails', () => {
  it.each<[Partial<Failure> & Pick<Failure, 'code'>, string]>([
    [{ code: 'auth', status: 401 }, 'infrastructure'],
    [{ code: 'auth' }, 'infrastructure'],
    [{ code: 'fatal', status: 402 }, 'infrastructure'],
    [{ code: 'fatal', status: 404 }, 'infrastructure'],
    [{ code: 'fatal', status: 500 }, 'infrastructure'],
    [{ code: 'retryable', status: 429, retryAfterMs: 1 }, 'infrastructure'],
    [{ code: 'retryable', retryAfterMs: 1 }, 'infrastructure'],
    [{ code: 'fatal', status: 302 }, 'infrastructure'],
    [{ code: 'fatal', status: 200 }, 'infrastructure'],
    [{ code: 'truncated', retryAfterMs: 1 }, 'infrastructure'],
    [{ code: 'fatal', status: 422 }, 'subject'],
    [{ code: 'fatal' }, 'subject'],
    [{ code: 'refused' }, 'subject'],
    [{ code: 'refused', status: 400 }, 'subject'],
    [{ code: 'overflow', retryAfterMs: 1 }, 'subject'],
  ])('by %j is a fault of: %s', async (failure, kind) => {
    const provider = failing({ message: 'no', ...failure })
    const subject = await inProcessSubject(options({ provider }))
    const end = await subject.run(await workOf('go'), { signal: never() })
    expect(end).toMatchObject({ reason: 'failed', limit: null, fault: { kind }, answer: '' })
    expect(end.session).not.toBeNull()
  })

  it('tells how long it is held back, and only where the endpoint asks to wait', async () => {
    const news: SubjectNews[] = []
    const heard = async (failure: Partial<Failure>) => {
      news.length = 0
      const provider = failing({ code: 'retryable', message: 'no', ...failure })
      const subject = await inProcessSubject(options({ provider }))
      await rm(join(folder, 'runs'), { recursive: true, force: true })
      const onNews = (told: SubjectNews) => void news.push(told)
      await subject.run(await workOf('go'), { signal: never(), onNews })
      return news.filter(({ kind }) => kind === 'held_back').length
    }
    expect(await heard({ status: 429, retryAfterMs: 2 })).toBeGreaterThan(1)
    expect(await heard({ status: 500 })).toBe(0)
  })
})

it('a limit of time that an endpoint used up is no fault of the subject', async () => {
  const failure = { code: 'retryable', status: 429, message: 'wait', retryAfterMs: 60_000 } as const
  const subject = await inProcessSubject(options({ provider: failing(failure) }))
  const work = { ...(await workOf('go')), limits: { ...limits, ms: 300 } }
  const end = await subject.run(work, { signal: never() })
  expect(end).toMatchObject({ reason: 'failed', fault: { kind: 'infrastructure' } })
})

it('a circle that a model does not leave is its own fault', async () => {
  const provider: Provider = {
    name: 'round',
    async *stream() {
      yield says('', [['glob', { pattern: '*' }]])
    },
  }
  const subject = await inProcessSubject(options({ provider }))
  const end = await subject.run(await workOf('go'), { signal: never() })
  expect(end).toMatchObject({ reason: 'failed', fault: { kind: 'subject', code: 'stuck' } })
})

it('a session that another process holds is no fault of the subject', async () => {
  const subject = await inProcessSubject(options())
  const work = await workOf('glob {"pattern": "*"}')
  const { session } = await subject.run(work, { signal: never() })
  const held = await fileSessions({ home: work.home }).open(session ?? '')
  const more = { ...work, says: [...work.says, 'and again'] }
  const end = await subject.run(more, { signal: never() })
  await held.close()
  expect(end).toMatchObject({
    reason: 'failed',
    fault: { kind: 'infrastructure', code: 'session_held' },
  })
})

describe('an attempt', () => {
  const sees: ModelRequest[] = []
  const looking: Provider = {
    name: 'looking',
    async *stream(request) {
      sees.push(request)
      yield says('I have looked.')
    },
  }
  const write = async (path: string, text: string) => {
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, text)
  }
  beforeEach(() => void (sees.length = 0))

  it('knows nothing of the person but how to reach providers', async () => {
    const home = join(folder, 'person')
    const touched = join(folder, 'touched')
    const command = { type: 'command', command: `touch ${touched}` }
    await write(
      join(home, 'config.jsonc'),
      JSON.stringify({
        model: 'nobody/nothing',
        instructions: ['SECRETS.md'],
        permissions: { mode: 'deny' },
        hooks: { SessionStart: [{ hooks: [command] }], UserPromptSubmit: [{ hooks: [command] }] },
        mcpServers: { mine: { command: '/no/such/server' } },
        providers: { house: { baseUrl: 'http://127.0.0.1:9/v1' } },
      }),
    )
    await write(join(home, 'AGENTS.md'), 'Person says: be brief.')
    await write(join(home, 'skills', 'mine', 'SKILL.md'), '---\nname: mine\ndescription: x\n---\n')
    await write(join(home, 'agents', 'mine.md'), '---\ndescription: mine\n---\nx')
    const subject = await inProcessSubject(options({ provider: looking, home }))
    const { home: own, workspace, ...work } = await workOf('look')
    const end = await subject.run({ home: own, workspace, ...work }, { signal: never() })
    expect(end.reason).toBe('done')
    const shown = JSON.stringify(sees)
    for (const text of ['Person says', 'mine']) expect(shown).not.toContain(text)
    await expect(readFile(touched)).rejects.toThrow('ENOENT')
    const named = await inProcessSubject({ home, model: 'house/rose' })
    expect(named.name).toBe('house/rose')
  })

  it('knows nothing of what stands around its workspace, and what stands in it', async () => {
    await mkdir(join(folder, '.git'))
    await write(join(folder, 'AGENTS.md'), 'Around says: sing.')
    await write(
      join(folder, '.claude', 'skills', 'song', 'SKILL.md'),
      '---\nname: song\ndescription: sings\n---\n',
    )
    const work = await workOf('look')
    await write(join(work.workspace, 'AGENTS.md'), 'Inside says: dance.')
    const subject = await inProcessSubject(options({ provider: looking }))
    await subject.run(work, { signal: never() })
    const shown = JSON.stringify(sees)
    expect(shown).toContain('Inside says: dance.')
    for (const text of ['Around says', 'sings']) expect(shown).not.toContain(text)
  })

  it('finds no repository above its workspace', async () => {
    await mkdir(join(folder, '.git'))
    const subject = await inProcessSubject(options())
    const command = 'echo "$GIT_CEILING_DIRECTORIES" > ceiling'
    const work = await workOf(`shell ${JSON.stringify({ command })}`)
    await subject.run(work, { signal: never() })
    const ceiling = await readFile(join(work.workspace, 'ceiling'), 'utf8')
    expect(ceiling.trim()).toBe(join(folder, 'runs', 'one'))
  })
})

describe('the options of a subject', () => {
  it.each<[Options, string]>([
    [{ cwd: '/' }, 'cwd'],
    [{ maxTurns: 3 }, 'limits.turns'],
    [{ resume: 'x' }, 'resume'],
    [{ onAsk: async () => ({ kind: 'deny' }) as never }, 'onAsk'],
  ])('are refused where they mean nothing: %j', async (more, text) => {
    await expect(inProcessSubject(options(more))).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringContaining(text),
    })
  })

  it('are looked at before anything begins: a model without a key', async () => {
    const env = { OPENAI_API_KEY: '' }
    await expect(inProcessSubject({ model: 'openai/gpt-5.4', env })).rejects.toMatchObject({
      code: 'missing_key',
    })
  })

  it('are facts, and no secret is one', async () => {
    const env = { OPENAI_API_KEY: 'sk-very-secret-0123456789' }
    const baseUrl = 'http://127.0.0.1:9/v1'
    const given = { model: 'rose', provider: 'openai', env, baseUrl, temperature: 0.5 }
    const systemPrompt = 'Be kind.'
    const one = await inProcessSubject({ ...given, systemPrompt })
    const other = await inProcessSubject({ ...given, systemPrompt: 'Be quick.' })
    expect(one.facts).toMatchObject({
      model: 'openai/rose',
      permissionMode: 'auto',
      temperature: 0.5,
      endpoint: 'http://127.0.0.1:9/v1',
      systemPrompt: expect.stringMatching(/^sha256:/),
    })
    expect(one.facts['systemPrompt']).not.toBe(other.facts['systemPrompt'])
    expect(JSON.stringify(one.facts)).not.toMatch(/secret|kind/)
  })
})
