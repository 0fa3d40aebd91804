// The promise: after a rewind every file that only tools touched is what it was, or nothing was touched at all.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineTool, done } from '@harness/kernel'
import { z } from 'zod'
import {
  drop,
  ground,
  put,
  read,
  type Call,
  type Ground,
  type Turn,
} from './__fixtures__/ground.ts'

const names = ['a', 'b.sh', 'd/c', 'd/e/f'] as const
const content = fc.constantFrom('', 'x', 'one\ntwo\n', 'é\r\n', 'y'.repeat(300))
const path = fc.constantFrom(...names)

/** One step of a history. A subagent does it in half of the cases. */
const step = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('put' as const), path, content }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('drop' as const), path }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('person' as const), path, content }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('shell' as const), path, content }) },
  ),
  isSubagents: fc.boolean(),
})
type What = (typeof step extends fc.Arbitrary<infer Step> ? Step : never)['what']

const turnsOf = (what: What): Turn[] => {
  switch (what.kind) {
    case 'put':
      return [{ calls: [read(what.path)] }, { calls: [put(what.path, what.content)] }]
    case 'drop':
      return [{ calls: [drop(what.path)] }]
    case 'person':
      return [{ calls: [['mark', {}]], person: [what.path, what.content] }]
    case 'shell':
      return [{ calls: [['spoil', { path: what.path, content: what.content }] satisfies Call] }]
  }
}

/** What stood there when an event was written. */
type Moments = Map<string, ReturnType<Ground['tree']>>

test(
  'a rewind gives every file back that only tools touched, or touches none',
  { timeout: 900_000 },
  async () => {
    const seen = { done: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 9 }),
        fc.nat(),
        fc.subarray([...names]),
        fc.constantFrom(0, 0, 0, 1),
        async (steps, at, there, isLate) => {
          const here = ground()
          try {
            for (const name of there)
              here.write(name, `old ${name}`, name.endsWith('.sh') ? 0o755 : 0o644)
            const moments: Moments = new Map()
            const tools = [mark(here, moments), spoil(here)]
            const turns = steps.flatMap(({ what, isSubagents }, index): Turn[] => {
              const own = turnsOf(what)
              const worked: Turn[] = isSubagents
                ? [{ calls: [['subagent', { prompt: JSON.stringify(own) }]] }]
                : own
              return [{ calls: [['mark', { name: `${index}` }]] }, ...worked]
            })
            const id = await here.does(turns, { tools })
            if (isLate) here.write('a', 'late')
            const marked = (await here.events(id)).filter(
              ({ type, data }) =>
                type === 'tool.settled' && JSON.stringify(data).includes('marked '),
            )
            const moment = marked[at % marked.length]!
            const name = /marked (\d+)/.exec(JSON.stringify(moment.data))![1]!
            const before = here.tree()
            const made = await here.rewind(id, moment.seq)
            const after = here.tree()
            if (made.kind === 'refused') {
              seen.refused += 1
              expect(after).toEqual(before)
              expect(foreign(steps.slice(Number(name)), isLate)).not.toEqual([])
              return
            }
            seen.done += 1
            expect(made.kind).toBe('done')
            const spoilt = new Set<string>(foreign(steps.slice(Number(name)), isLate))
            const then = moments.get(name)!
            const clean = (tree: Record<string, string>) =>
              Object.entries(tree).filter(([file]) => !spoilt.has(file) && !file.endsWith('/'))
            expect(clean(after)).toEqual(clean(then))
            if (spoilt.size === 0) expect(after).toEqual(then)
            const taken = (await here.events(id)).findLast(({ type }) => type === 'rewind.started')
            if (!taken) return
            // And back again.
            await here.rewind(id, taken.seq - 1)
            expect(files(here.tree())).toEqual(files(before))
          } finally {
            here.remove()
          }
        },
      ),
      {
        numRuns: Number(process.env['HARNESS_PROOF_RUNS'] ?? 30),
        seed: Number(process.env['HARNESS_PROOF_SEED'] ?? 1),
      },
    )
    expect(seen.done).toBeGreaterThan(seen.refused)
    expect(seen.refused).toBeGreaterThan(0)
  },
)

/** Without folders: one that was empty does not come back. */
const files = (tree: Record<string, string>) =>
  Object.entries(tree).filter(([name]) => !name.endsWith('/'))

/** The files that somebody else changed in these steps. */
const foreign = (steps: readonly { what: What }[], isLate: number): string[] => [
  ...steps.flatMap(({ what }) =>
    what.kind === 'person' || what.kind === 'shell' ? what.path : [],
  ),
  ...(isLate ? ['a'] : []),
]

/** Remembers the folder under a name. */
const mark = (here: Ground, moments: Moments) =>
  defineTool({
    name: 'mark',
    description: 'Marks.',
    input: z.object({ name: z.string().optional() }),
    effect: 'pure',
    prepare: async () => ({ kind: 'ready', prepared: { effect: 'pure', access: 'none' } }),
    run: async ({ name }) => {
      if (name === undefined) return done('nothing')
      moments.set(name, here.tree())
      return done(`marked ${name}`)
    },
  })

/** What a command does: nobody looks. */
const spoil = (here: Ground) =>
  defineTool({
    name: 'spoil',
    description: 'Spoils.',
    input: z.object({ path: z.string(), content: z.string() }),
    effect: 'other',
    prepare: async ({ path: target }) => ({
      kind: 'ready',
      prepared: { effect: 'other', access: 'command', target },
    }),
    run: async ({ path: name, content: text }) => {
      here.write(name, text)
      return done('spoilt')
    },
  })
