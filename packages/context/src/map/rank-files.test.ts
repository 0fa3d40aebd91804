import { expect, test } from 'vitest'
import type { MentionGraph } from './mention-graph.ts'
import { rankFiles } from './rank-files.ts'

/** Edges as `from`, `to`, each by a name of its own. */
const graph = (...edges: [from: number, to: number, weight?: number][]): MentionGraph => ({
  from: edges.map(([from]) => from),
  to: edges.map(([, to]) => to),
  name: edges.map((_, at) => at),
  weight: edges.map(([, , weight = 1]) => weight),
})
const even = (count: number) => new Float64Array(count).fill(1 / count)
const order = (ranks: Float64Array) =>
  [...ranks.keys()].toSorted((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0))

test('important is what important files mention', () => {
  // 3 is mentioned by one file, as 4 is, but by one that all mention.
  const { files, byName } = rankFiles(graph([0, 1], [2, 1], [4, 1], [1, 3], [0, 4]), even(5))
  expect(order(files).slice(0, 3)).toEqual([1, 3, 4])
  expect(files.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1)
  expect(byName[3]?.get(3)).toBeGreaterThan(byName[4]?.get(4) ?? 1)
})

test('two files that mention only each other do not keep what comes to them', () => {
  const pair = graph([0, 1, 0.1], [1, 0, 0.1], [2, 1, 0.1], [2, 3, 5], [4, 3, 5], [5, 3, 5])
  expect(order(rankFiles(pair, even(6)).files)[0]).toBe(3)
})

test('a reader who begins somewhere stays near', () => {
  const chain = graph([0, 1], [1, 2], [3, 4], [5, 4])
  expect(order(rankFiles(chain, even(6)).files)[0]).toBe(4)
  const start = Float64Array.of(1, 0, 0, 0, 0, 0)
  expect(order(rankFiles(chain, start, 0.5).files).slice(0, 3)).toEqual([0, 1, 2])
})

test('files that mention nothing have the rank of where a reader begins', () => {
  expect([...rankFiles(graph(), even(4)).files]).toEqual([0.25, 0.25, 0.25, 0.25])
  expect([...rankFiles(graph(), even(0)).files]).toEqual([])
})
