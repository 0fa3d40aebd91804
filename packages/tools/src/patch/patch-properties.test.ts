import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTwoFilesPatch, structuredPatch } from 'diff'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../__fixtures__/runs.ts'
import { workshop } from '../__fixtures__/workshop.ts'
import { applyPatchTool } from './apply-patch.ts'

const tool = applyPatchTool()

/** Lines that are often alike: the hard case for whoever looks for a place. */
const line = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'b', '}', '\treturn', '$&', '*** End', '日本 😀'),
  fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
)
const end = fc.constantFrom('\n', '\r\n')
/** Of one kind of line ends or of both, the last line ended or not. */
const file = fc
  .tuple(fc.array(fc.tuple(line, end), { maxLength: 30 }), fc.option(end), fc.boolean())
  .map(([lines, common, isEnded]) => {
    const text = lines.map(([one, own]) => one + (common ?? own)).join('')
    return isEnded ? text : text.replace(/\r?\n$/, '')
  })

const filesOf = (folder: string) =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])

test('a unified diff makes of one text the other', async () => {
  await fc.assert(
    fc.asyncProperty(file, file, fc.integer({ min: 1, max: 4 }), async (before, after, context) => {
      fc.pre(before !== after && before !== '' && !/[\uFEFF\0]/.test(before + after))
      const shop = workshop()
      shop.write('f', before)
      const patch = createTwoFilesPatch('a/f', 'b/f', before, after, '', '', { context })
      const { text } = await shop.use(tool, { patch })
      expect([text, shop.read('f')]).toEqual(['Applied: M f.', after])
    }),
    runs(300),
  )
})

test('a patch of Codex with all of a file as its context makes of one text the other', async () => {
  const lines = fc.array(line, { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(lines, lines, async (before, after) => {
      const text = (all: string[]) => all.map((one) => `${one}\n`).join('')
      fc.pre(text(before) !== text(after) && !/[\uFEFF\0]/.test([...before, ...after].join('')))
      const shop = workshop()
      shop.write('f', text(before))
      const patch = [
        '*** Begin Patch',
        '*** Update File: f',
        '@@',
        ...before.map((one) => `-${one}`),
        ...after.map((one) => `+${one}`),
        '*** End Patch',
      ].join('\n')
      await shop.use(tool, { patch })
      expect(shop.read('f')).toBe(text(after))
    }),
    runs(150),
  )
})

test('a patch of Codex with some lines of context changes those places, whatever the blanks', async () => {
  const numbered = fc.array(line, { minLength: 1, maxLength: 40 })
  const edits = fc.array(fc.tuple(fc.nat(40), fc.nat(2), fc.array(line, { maxLength: 2 })))
  const blanks = fc.constantFrom('', ' ', '\t ')
  const ways = fc.tuple(fc.integer({ min: 1, max: 3 }), blanks, end, fc.boolean())
  await fc.assert(
    fc.asyncProperty(numbered, edits, ways, async (words, changes, way) => {
      const [context, blank, lineEnd, isAnchored] = way
      fc.pre(!/[\uFEFF\0]/.test([...words, ...changes.flatMap(([, , fresh]) => fresh)].join('')))
      const before = words.map((one, at) => `${at}:${one}`)
      const after = [...before]
      for (const [at, count, fresh] of changes) after.splice(at, count, ...fresh)
      const text = (all: string[], ended = '\n') => all.map((one) => one + ended).join('')
      const { hunks } = structuredPatch('f', 'f', text(before), text(after), '', '', { context })
      fc.pre(hunks.length > 0)
      const shop = workshop()
      shop.write('f', text(before, lineEnd))
      const body = hunks.flatMap(({ lines, oldStart }) => {
        const above = isAnchored ? before[oldStart - 2] : undefined
        const told = lines.map((one) => (one.startsWith('+') ? one : one + blank))
        return [above === undefined ? '@@' : `@@ ${above}`, ...told]
      })
      const patch = ['*** Begin Patch', '*** Update File: f', ...body, '*** End Patch'].join('\n')
      const { text: said } = await shop.use(tool, { patch })
      expect([said, shop.read('f')]).toEqual(['Applied: M f.', text(after, lineEnd)])
    }),
    runs(200),
  )
})

test('whatever is no patch is refused, or changes nothing but the files it names', async () => {
  const word = fc.constantFrom(
    '*** Begin Patch',
    '*** End Patch',
    '*** Update File: f',
    '*** Add File: g',
    '*** Delete File: f',
    '*** Move to: h',
    '@@',
    '@@ one',
    '@@ -1 +1 @@',
    '--- a/f',
    '+++ b/f',
    '--- /dev/null',
    'diff --git a/f b/f',
    'rename from f',
    'rename to h',
    '\\ No newline at end of file',
    '-one',
    '+two',
    ' three',
    '*** End of File',
    '',
  )
  const patch = fc.array(fc.oneof(word, line), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(patch, fc.boolean(), async (lines, isWhole) => {
      const body = lines.join('\n')
      const text = isWhole ? `*** Begin Patch\n${body}\n*** End Patch` : body
      const shop = workshop()
      shop.write('f', 'one\nthree\n')
      shop.write('other', 'untouched\n')
      const before = filesOf(shop.folder)
      const { kind, result } = await shop.use(tool, { patch: text })
      expect(shop.read('other')).toBe('untouched\n')
      // Nothing is left beside the files.
      for (const [name] of filesOf(shop.folder)) expect(name).not.toMatch(/\.tmp$/)
      if (kind === 'failed' && !result?.files) expect(filesOf(shop.folder)).toEqual(before)
    }),
    runs(500),
  )
})
