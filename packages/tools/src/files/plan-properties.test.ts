import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../__fixtures__/runs.ts'
import { workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { prepareChanges, runChanges } from './change-files.ts'
import type { FileChange, Planner } from './plan.ts'

const names = ['a', 'b', 'c', 'd/e', 'd/f', 'g/h'] as const
const name = fc.constantFrom(...names)
const bytes = fc.uint8Array({ maxLength: 4 })
const files = fc.dictionary(name, bytes, { maxKeys: 4 })
const change = fc.record({ path: name, bytes: fc.option(bytes) })
/** What somebody else does to a file after the change was prepared. */
const meddling = fc.option(
  fc.record({ path: name, act: fc.constantFrom('write', 'remove', 'folder', 'fill') }),
)

const plannerOf =
  (changes: readonly FileChange[]): Planner =>
  async () => ({ changes, summary: 'Done.' })

/** Every file by its path, as letters; what lies beside one too. */
const everything = ({ folder }: Workshop): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name: last }) => join(parentPath, last))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  )

function meddle(shop: Workshop, path: string, act: string): void {
  const top = join(shop.folder, path.slice(0, 1))
  const place = join(shop.folder, path)
  if (act === 'remove') rmSync(place, { force: true })
  // A file where a folder is to be, and a folder where a file is.
  if (act === 'fill') rmSync(top, { recursive: true, force: true })
  if (act === 'fill') shop.write(path.slice(0, 1), 'filled')
  if (act === 'folder') rmSync(place, { recursive: true, force: true })
  if (act === 'folder') mkdirSync(place, { recursive: true })
  if (act === 'write') shop.write(path, 'written')
}

const planned = (before: Record<string, string>, changes: readonly FileChange[]) => {
  const after = { ...before }
  for (const { path, bytes: fresh } of changes) {
    if (fresh === null) delete after[path]
    else after[path] = Buffer.from(fresh).toString('latin1')
  }
  return after
}

test('a plan is done to the byte or not at all, whatever somebody else does', async () => {
  const ends = { done: 0, failed: 0 }
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.array(change, { minLength: 1, maxLength: 5 }),
      meddling,
      async (stand, changes, other) => {
        const shop = workshop()
        for (const [path, content] of Object.entries(stand)) shop.write(path, content ?? '')
        const planner = plannerOf(changes)
        const prepared = await prepareChanges(planner, shop.context, { mustBeSeen: false })
        fc.pre(prepared.kind === 'ready')
        if (other) meddle(shop, other.path, other.act)
        const before = everything(shop)
        const { kind } = await runChanges(planner, prepared.prepared, shop.context)
        ends[kind === 'done' ? 'done' : 'failed'] += 1
        expect(everything(shop)).toEqual(kind === 'done' ? planned(before, changes) : before)
        if (!other) expect(kind).toBe('done')
      },
    ),
    runs(200),
  )
  expect(Math.min(ends.done, ends.failed)).toBeGreaterThan(5)
})
