import {
  assert,
  constantFrom,
  dictionary,
  letrec,
  oneof,
  property,
  string,
  tuple,
} from 'fast-check'
import { expect, it } from 'vitest'
import { mergeTrees } from './merge-trees.ts'
import { treeOf, valueOf, type Setting, type Tree } from './tree.ts'

// Few keys, so that layers meet.
const { value } = letrec((tie) => ({
  value: oneof(
    { maxDepth: 4 },
    constantFrom<unknown>(1, 'a', null, [], [1], {}),
    dictionary(
      oneof(
        { weight: 9, arbitrary: constantFrom('a', 'b', '__proto__') },
        { weight: 1, arbitrary: string() },
      ),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
}))
const layers = tuple(value, value, value)

/** Hidden settings have an order by their layers only. */
const sorted = (hidden: readonly Setting[]) =>
  hidden.map((setting) => JSON.stringify(setting)).toSorted()
const plain = (tree: Tree): unknown =>
  tree.kind === 'leaf'
    ? [tree.setting, sorted(tree.hidden)]
    : [
        [...tree.parts].map(([key, part]) => [key, plain(part)]),
        tree.setting,
        tree.replaces,
        sorted(tree.hidden),
      ]

it('merges the same in whatever order neighbours are merged, origins and all', () => {
  assert(
    property(layers, (values) => {
      const [a, b, c] = values.map((each, rank) => treeOf(each, rank))
      if (!a || !b || !c) throw new Error('three')
      const left = mergeTrees(mergeTrees(a, b), c)
      const right = mergeTrees(a, mergeTrees(b, c))
      expect(plain(left)).toEqual(plain(right))
      expect(valueOf(left)).toEqual(valueOf(right))
    }),
    { numRuns: 2000 },
  )
})

it('changes neither of what it merges', () => {
  assert(
    property(tuple(value, value), ([one, other]) => {
      const [a, b] = [treeOf(one, 0), treeOf(other, 1)]
      const before = [plain(a), plain(b)]
      mergeTrees(a, b)
      expect([plain(a), plain(b)]).toEqual(before)
    }),
  )
})

it('loses no setting: each one stands or is hidden', () => {
  const settings = (tree: Tree): string[] =>
    tree.kind === 'leaf'
      ? sorted([tree.setting, ...tree.hidden])
      : [...[...tree.parts.values()].flatMap(settings), ...sorted(tree.hidden)]
  assert(
    property(layers, (values) => {
      const trees = values.map((each, rank) => treeOf(each, rank))
      const merged = trees.reduce(mergeTrees)
      expect(settings(merged).toSorted()).toEqual(trees.flatMap(settings).toSorted())
    }),
  )
})
