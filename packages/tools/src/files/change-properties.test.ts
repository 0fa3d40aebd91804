import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../__fixtures__/runs.ts'
import { workshop } from '../__fixtures__/workshop.ts'
import type { Edit } from './apply-edit.ts'
import { multiEditTool } from './multi-edit.ts'

const tool = multiEditTool()
const names = ['a', 'b', 'c'] as const
/** Words that mean something to a replacement by patterns. */
const word = fc.constantFrom('x', 'y', '$&', '$$', '$1', '\\n', 'é', '😀', '(', '.*', '\t')
/** What a model may write and no file can hold. */
const halves = fc.constantFrom('\ud83d', '\ude00')
const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))
const edit = fc.record({
  path: fc.constantFrom(...names, './a', 'none'),
  old_string: fc.oneof({ weight: 9, arbitrary: word }, halves),
  new_string: fc.oneof({ weight: 9, arbitrary: fc.oneof(word, text) }, halves),
  replace_all: fc.boolean(),
})

const everything = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )

test('edits are literal, all of them or none, and touch nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(text, text, text),
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      async (contents, edits) => {
        const shop = workshop()
        for (const [at, name] of names.entries()) {
          shop.write(name, contents[at] ?? '')
          shop.show(name)
        }
        const before = everything(shop.folder)
        const { kind } = await shop.use(tool, { edits })
        expect(everything(shop.folder)).toEqual(kind === 'done' ? expected(before, edits) : before)
      },
    ),
    runs(400),
  )
})

/** What plain splitting and joining makes of it. */
function expected(before: Record<string, string>, edits: readonly Edit[]) {
  const after = { ...before }
  for (const { path, old_string, new_string } of edits) {
    const name = path.replace('./', '')
    after[name] = (after[name] ?? '').split(old_string).join(new_string)
  }
  return after
}

test('a file keeps its line ends whatever is put into it', async () => {
  const line = fc.constantFrom('', 'a', 'b', 'a b', '}')
  const lines = fc.array(line, { minLength: 2, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(
      lines,
      lines,
      fc.nat(8),
      fc.constantFrom('\n', '\r\n'),
      async (all, fresh, at, end) => {
        const shop = workshop()
        const unique = all.map((one, index) => `${one}${index}`)
        shop.write('f', unique.map((one) => one + end).join(''))
        shop.show('f')
        const old = unique.slice(at % unique.length).slice(0, 2)
        const input = { path: 'f', old_string: old.join('\n'), new_string: fresh.join('\n') }
        const { kind } = await shop.use(tool, { edits: [input] })
        expect(kind).toBe('done')
        const after = shop.read('f')
        expect(
          after
            .split(end)
            .join('')
            .match(/[\r\n]/),
        ).toBe(null)
        expect(after.split(end)).toEqual(
          [...unique, '']
            .join('\n')
            .replace(old.join('\n'), () => fresh.join('\n'))
            .split('\n'),
        )
      },
    ),
    runs(300),
  )
})
