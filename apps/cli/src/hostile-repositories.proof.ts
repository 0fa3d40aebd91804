// The promise: who opens the folder of a stranger runs nothing of it and reaches nobody, until he trusts it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gitTraps } from './__fixtures__/hostile/git-traps.ts'
import { ground, secretWords, type Ground } from './__fixtures__/hostile/ground.ts'
import { greedy, harnessTraps } from './__fixtures__/hostile/harness-traps.ts'
import type { Hostile } from './__fixtures__/hostile/hostile.ts'
import { shapeTraps } from './__fixtures__/hostile/shape-traps.ts'
import { toolTraps } from './__fixtures__/hostile/tool-traps.ts'
import { watched, whyNoTrace, type Watched } from './__fixtures__/hostile/watched.ts'

const isReduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
const traps: readonly Hostile[] = [...gitTraps, ...harnessTraps, ...toolTraps, ...shapeTraps]
const all = traps.filter(({ isSlow }) => !isReduced || !isSlow)

/** What falls when a model looks. The tool's own tests have them all. */
const lookedAt = gitTraps
  .filter(({ git, isHarmlessToLook }) => git && !isHarmlessToLook)
  .slice(0, isReduced ? 3 : undefined)

const more = [
  ...['git_log', 'repo_map', 'list'].map((tool) => ({ tool, input: {} })),
  { tool: 'glob', input: { pattern: '**/*greet*' } },
  { tool: 'context_pack', input: { query: 'greet' } },
]

/** What the model does that a person's first run meets: looks at everything there is by the harness's own tools. */
const looking = {
  name: 'looker',
  rules: [
    {
      when: { turn: 0 },
      reply: {
        calls: [
          ...['git_status', 'git_diff'].map((tool) => ({ tool, input: {} })),
          { tool: 'search', input: { pattern: 'greet' } },
          ...(isReduced ? [] : more),
          ...['AGENTS.md', 'README.md'].map((path) => ({ tool: 'read_file', input: { path } })),
        ],
      },
    },
  ],
  otherwise: { text: 'All looked at.' },
}

const shells = ['git status', 'git diff', 'git log -p', 'git blame a.txt', 'git show']
const asking = {
  name: 'asker',
  rules: [
    {
      when: { turn: 0 },
      reply: { calls: shells.map((command) => ({ tool: 'shell', input: { command } })) },
    },
  ],
  otherwise: { text: 'All asked for.' },
}

/** Where servers of this machine are looked for: of `doctor`, which says so. */
const usual =
  /^\{sa_family=AF_INET, sin_port=htons\((?:11434|8000|30000|8080|1234)\), sin_addr=inet_addr\("127\.0\.0\.1"\)\}$/u

interface Opening {
  name: string
  args: (script: string) => string[]
  says: string
  programs: readonly string[]
}

const openings: readonly Opening[] = [
  {
    name: 'run',
    args: (script) => ['run', 'Where is the greeting made?', '--script', script],
    says: 'All looked at.',
    programs: ['node', 'rg', 'git'],
  },
  {
    name: 'doctor',
    args: () => ['doctor'],
    says: 'A run can begin',
    programs: ['node', 'bwrap', 'true'],
  },
  { name: 'config', args: () => ['config'], says: 'Files, the weakest first', programs: ['node'] },
  {
    name: 'sessions list',
    args: () => ['sessions', 'list'],
    says: 'Where is the greeting',
    programs: ['node'],
  },
  { name: 'skills list', args: () => ['skills', 'list'], says: '', programs: ['node'] },
]

const rows: string[][] = []
const controls = { fired: 0 }

/** A folder with a trap in it, and a script for the model beside it. */
async function open(set: (made: Ground) => void, script: object) {
  const made = await ground()
  set(made)
  made.touch()
  made.sweep()
  const path = join(made.root, 'script.json')
  writeFileSync(path, JSON.stringify(script))
  return { made, script: path }
}

/** What was begun and reached that nobody expects. */
function strange({ began, reached }: Watched, { folder }: Ground, { name, programs }: Opening) {
  return [
    ...began
      .filter(({ program, args }) => {
        const isKnown = program.startsWith('/') && programs.includes(basename(program))
        const isOurs = basename(program) !== 'git' || args[1] === '--no-pager'
        const isPlain = basename(program) !== 'rg' || args[1] === '--no-config'
        return !isKnown || !isOurs || !isPlain || program.startsWith(folder)
      })
      .map(({ args }) => args.join(' ')),
    ...reached.filter((address) => name !== 'doctor' || !usual.test(address)),
  ]
}

function count({ began }: Watched): string {
  const names = began.map(({ program }) => basename(program))
  return [...new Set(names)]
    .map((name) => `${name} ${names.filter((one) => one === name).length}`)
    .join(', ')
}

/** Every file of the home, as one text. */
function everythingKept({ home }: Ground): string {
  const files = readdirSync(home, { recursive: true, withFileTypes: true })
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

beforeAll(() => {
  const why = whyNoTrace()
  if (why !== undefined) process.stdout.write(`no trace, only marks: ${why}\n`)
})

it('there are many of them, each another', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(50)
})

describe.concurrent(`of ${all.length} hostile folders`, () => {
  it.each(all)('$name: nothing runs, nobody is reached, and the run works', async (hostile) => {
    const { made, script } = await open(hostile.set, looking)
    try {
      const row = [hostile.name]
      for (const opening of isReduced ? openings.slice(0, 1) : openings) {
        const seen = await watched(made, opening.args(script), {
          path: hostile.path,
          most: hostile.isSlow ? 300_000 : 30_000,
        })
        const said = {
          code: seen.code,
          strange: strange(seen, made, opening),
          ran: made.isMarked(),
        }
        const code = hostile.leadsOut && opening.name === 'run' ? 4 : 0
        const errors = seen.code === code ? '' : seen.stderr
        expect({ opening: opening.name, errors, visits: made.visits(), ...said }).toEqual({
          opening: opening.name,
          errors: '',
          visits: 0,
          code,
          strange: [],
          ran: false,
        })
        expect(seen.stdout).toContain(opening.says)
        row.push(
          `${opening.name}: ${count(seen)}; ${seen.reached.length} reached; ${seen.milliseconds} ms`,
        )
      }
      expect(everythingKept(made)).not.toContain(secretWords)
      // The trap is one.
      if (hostile.git) {
        made.touch()
        made.git(...hostile.git)
        expect(made.isMarked()).toBe(true)
        controls.fired += 1
      }
      rows.push(row)
    } finally {
      await made.remove()
    }
  })

  it.each(lookedAt)(
    '$name: what a model asks of git is denied where nobody is asked',
    async ({ set }) => {
      const { made, script } = await open(set, asking)
      try {
        const seen = await watched(made, ['run', 'look', '--script', script, '-o', 'json'])
        expect({ code: seen.code, ran: made.isMarked() }).toEqual({ code: 4, ran: false })
        const { calls } = JSON.parse(seen.stdout)
        expect(calls).toHaveLength(shells.length)
        for (const call of calls)
          expect(call.output).toMatch(/git does here what the repository says: "/u)
      } finally {
        await made.remove()
      }
    },
  )

  it('where there is no trap, it is allowed', async () => {
    const { made, script } = await open(() => undefined, asking)
    try {
      const { code, stdout } = await watched(made, [
        'run',
        'look',
        '--script',
        script,
        '-o',
        'json',
      ])
      expect(code).toBe(0)
      expect(JSON.parse(stdout).calls.map(({ error }: { error: unknown }) => error)).toEqual(
        shells.map(() => null),
      )
    } finally {
      await made.remove()
    }
  })

  it('what is trusted runs and is reached, until it is another', async () => {
    const set = (made: Ground) => void made.write('.harness/config.jsonc', greedy(made))
    const { made } = await open(set, looking)
    try {
      await watched(made, ['run', 'hi'])
      expect([made.isMarked(), made.visits()]).toEqual([false, 0])
      await watched(made, ['trust'])
      expect(made.isMarked()).toBe(false)
      const seen = await watched(made, ['run', 'hi'])
      expect(made.isMarked()).toBe(true)
      if (whyNoTrace() === undefined)
        expect(seen.began.map(({ program }) => program)).toContain(made.canary)
      made.sweep()
      made.write('.harness/config.jsonc', { ...greedy(made), temperature: 1 })
      const { code, stderr } = await watched(made, ['run', 'hi'])
      expect({ code, ran: made.isMarked() }).toEqual({ code: 0, ran: false })
      expect(stderr).toContain('it is not what you trusted any more')
      const { url } = made
      const providers = { mine: { baseUrl: `${url}/v1` } }
      made.write('.harness/config.jsonc', { model: 'mine/alpha', providers })
      await watched(made, ['trust'])
      const asked = await watched(made, ['run', 'hi', '--timeout', '2s'])
      expect(made.visits()).toBeGreaterThan(0)
      const port = `htons(${new URL(url).port})`
      if (whyNoTrace() === undefined) expect(asked.reached.join('')).toContain(port)
    } finally {
      await made.remove()
    }
  })
})

afterAll(() => {
  const traced = whyNoTrace() === undefined ? 'under a system-call trace' : 'by marks alone'
  const table = rows.map(
    ([name = '', ...lines]) => `${name}\n${lines.map((one) => `    ${one}\n`).join('')}`,
  )
  process.stdout.write(
    `${table.join('')}${rows.length} hostile repositories opened ${traced}: before trust 0 executions, 0 connections; ` +
      `git itself falls into ${controls.fired} of them\n`,
  )
})
