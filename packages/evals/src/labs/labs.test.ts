import { describe, expect, it } from 'vitest'
import { parseSuite } from '../suite/parse-suite.ts'
import { labPlays } from '../testing/lab-plays.ts'
import { labNames, labs, labSuite } from './labs.ts'

const bytesOf = (files: Readonly<Record<string, string>> = {}) =>
  Object.values(files).reduce((sum, text) => sum + text.length, 0)

describe.each(labs)('the lab $name', ({ name, of }) => {
  it('is a suite without a fault, of its own name', async () => {
    const suite = await labSuite(name)
    expect(suite.name).toBe(name)
    expect(parseSuite(suite)).toEqual(suite)
  })

  it('asks for no tool, and forbids none, that its task does not speak of', async () => {
    const { cases } = await labSuite(name)
    const unsaid = cases.flatMap(({ id, task, trajectory = [] }) =>
      trajectory
        .flatMap(({ used = [], not_used = [], order = [], count }) => [
          ...[used, order, count?.tool ?? []].flat().map((tool) => [tool, tool]),
          ...(not_used.includes('shell') ? [['shell', 'shell|command|only these']] : []),
        ])
        .filter(([, words = '']) => !new RegExp(words, 'iu').test(task))
        .map(([tool]) => `${id}: ${tool}`),
    )
    expect(unsaid).toEqual([])
  })

  it('is the same whenever it is asked for', async () => {
    expect(JSON.stringify(await labSuite(name))).toBe(JSON.stringify(await labSuite(name)))
  })

  it('holds what it names', async () => {
    const { cases } = await labSuite(name)
    expect(cases.length).toBeGreaterThanOrEqual(of === 'kind' ? 4 : 8)
  })
})

describe('labSuite', () => {
  it('has a play for each case of each lab, and none for another', async () => {
    const suites = await Promise.all(labNames.map((name) => labSuite(name)))
    const ids = new Set(suites.flatMap(({ cases }) => cases.map(({ id }) => id)))
    expect([...ids].toSorted()).toEqual(Object.keys(labPlays).toSorted())
  })

  it('makes long contexts as long as it is told', async () => {
    const sizes = async (longContextKib: number) =>
      (await labSuite('long-context', { longContextKib })).cases.map(({ files }) => bytesOf(files))
    for (const kib of [30, 600]) {
      for (const bytes of await sizes(kib)) {
        expect(bytes / 1024).toBeGreaterThanOrEqual(kib)
        expect(bytes / 1024).toBeLessThan(kib + 4)
      }
    }
  })

  it.each(['repare', 'toString', '__proto__'])(
    'refuses %s, which no lab is called',
    async (name) => {
      await expect(labSuite(name)).rejects.toMatchObject({ code: 'bad_suite' })
    },
  )

  it('names the lab that may have been meant', async () => {
    await expect(labSuite('repare')).rejects.toThrow('Did you mean repair?')
  })
})
