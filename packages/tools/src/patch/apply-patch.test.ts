import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { applyPatchTool } from './apply-patch.ts'

const tool = applyPatchTool()
const apply = (shop: Workshop, patch: string) => shop.use(tool, { patch })
const codex = (...lines: string[]) => ['*** Begin Patch', ...lines, '*** End Patch'].join('\n')

describe('a patch of Codex', () => {
  test('changes several files, and says which', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\ntwo\nthree\n')
    shop.write('gone.txt', 'x\n')
    const { text, result } = await apply(
      shop,
      codex(
        '*** Update File: a.txt',
        '*** Move to: sub/b.txt',
        '@@ one',
        '-two',
        '+2',
        '*** Delete File: gone.txt',
        '*** Add File: new/c.txt',
        '+hello',
      ),
    )
    expect(text).toBe('Applied: R a.txt to sub/b.txt, D gone.txt, A new/c.txt.')
    expect(shop.read('sub/b.txt')).toBe('one\n2\nthree\n')
    expect(readdirSync(shop.folder).toSorted()).toEqual(['new', 'sub'])
    expect(result?.files?.map(({ change }) => change).toSorted()).toEqual([
      'created',
      'created',
      'deleted',
      'deleted',
    ])
  })

  test('is prepared with every file it touches, and with what it will do', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\n')
    const patch = codex('*** Update File: a.txt', '-one', '+1', '*** Add File: src/b.txt', '+x')
    const prepared = await shop.prepare(tool, { patch })
    expect(prepared).toMatchObject({
      effect: 'idempotent',
      access: 'edit',
      target: 'a.txt',
      targets: ['a.txt', 'src/b.txt'],
      outside: false,
    })
    expect(prepared.preview).toContain('-one\n+1')
    expect(prepared.preview).toContain('+++ b/src/b.txt')
    expect(shop.read('a.txt')).toBe('one\n')
  })

  test('that leaves the workspace says so', async () => {
    const shop = workshop()
    const prepared = await shop.prepare(tool, {
      patch: codex('*** Add File: ok.txt', '+x', '*** Add File: ../../outside.txt', '+x'),
    })
    expect(prepared.outside).toBe(true)
    expect(prepared.targets?.[1]).toMatch(/^\/.*outside\.txt$/)
  })

  test('of which a part does not fit leaves what stands before it, and says what was not done', async () => {
    const shop = workshop()
    shop.write('a.txt', 'alpha\nbeta\n')
    const { code, text } = await apply(
      shop,
      codex(
        '*** Add File: first.txt',
        '+1',
        '*** Update File: a.txt',
        '@@',
        '-betta',
        '+b',
        '*** Add File: last.txt',
        '+2',
      ),
    )
    expect(code).toBe('no_match')
    expect(text).toContain('Applied: A first.txt.')
    expect(text).toContain('The hunk at line 5 of the patch: its lines were not found.')
    expect(text).toContain('2\tbeta')
    expect(existsSync(join(shop.folder, 'last.txt'))).toBe(false)
  })

  test.each([
    ['*** Update File: a.txt', /must|begins with/],
    [codex('*** Frobnicate: a'), /Line 2 of the patch: "\*\*\* Frobnicate: a" is no section/],
    [codex('*** Update File: a.txt'), /Line 2 of the patch: the update of a\.txt has no hunk/],
    [
      codex('*** Update File: a.txt', '@@', 'nonsense'),
      /Line 4 of the patch: every line of a hunk/,
    ],
    ['', /./],
  ])('that is wrong is refused with its line: %j', async (patch, message) => {
    const shop = workshop()
    shop.write('a.txt', 'x\n')
    const { kind, text } = await apply(shop, patch)
    expect(kind).toBe('failed')
    expect(text).toMatch(message)
  })

  test('keeps context to the byte, and the mode of what it moves', async () => {
    const shop = workshop()
    shop.write('run.sh', '#!/bin/sh\n\techo  one   \nexit\n')
    chmodSync(join(shop.folder, 'run.sh'), 0o755)
    await apply(
      shop,
      codex(
        '*** Update File: run.sh',
        '*** Move to: go.sh',
        '@@',
        '     echo  one',
        '-exit',
        '+exit 1',
      ),
    )
    expect(shop.read('go.sh')).toBe('#!/bin/sh\n\techo  one   \nexit 1\n')
    expect(statSync(join(shop.folder, 'go.sh')).mode & 0o777).toBe(0o755)
  })

  test('does nothing to a folder, a binary file, and a file of unknown encoding that it would spoil', async () => {
    const shop = workshop()
    mkdirSync(join(shop.folder, 'dir'))
    shop.write('bin', new Uint8Array([0, 1, 2]))
    shop.write('latin', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]))
    const codeOf = async (...lines: string[]) => (await apply(shop, codex(...lines))).code
    expect(await codeOf('*** Delete File: dir')).toBe('is_folder')
    expect(await codeOf('*** Update File: bin', '-x', '+y')).toBe('binary')
    expect(await codeOf('*** Update File: latin', '@@', '+é')).toBe('unknown_encoding')
    expect(await codeOf('*** Update File: latin', '@@', '+e')).toBeUndefined()
    expect(shop.read('latin')).toBe(
      Buffer.from([0x63, 0x61, 0x66, 0xe9]).toString('utf8') + '\ne\n',
    )
  })
})

describe('a unified diff', () => {
  test('of git: changed, new, deleted and renamed files', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\ntwo\nthree')
    shop.write('old.txt', 'x\n')
    shop.write('from.txt', 'same\n')
    const { text } = await apply(
      shop,
      [
        'diff --git a/a.txt b/a.txt',
        'index 1..2 100644',
        '--- a/a.txt',
        '+++ b/a.txt',
        '@@ -1,3 +1,3 @@ words',
        ' one',
        '-two',
        '-three',
        '\\ No newline at end of file',
        '+2',
        '+three',
        'diff --git a/n.txt b/n.txt',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/n.txt',
        '@@ -0,0 +1 @@',
        '+new',
        '\\ No newline at end of file',
        'diff --git a/old.txt b/old.txt',
        'deleted file mode 100644',
        '--- a/old.txt',
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-x',
        'diff --git a/from.txt b/to.txt',
        'similarity index 100%',
        'rename from from.txt',
        'rename to to.txt',
        '',
      ].join('\n'),
    )
    expect(text).toBe('Applied: M a.txt, A n.txt, D old.txt, R from.txt to to.txt.')
    expect(shop.read('a.txt')).toBe('one\n2\nthree\n')
    expect(shop.read('n.txt')).toBe('new')
    expect(readdirSync(shop.folder).toSorted()).toEqual(['a.txt', 'n.txt', 'to.txt'])
  })

  test('goes where its lines are, the nearest to where it says', async () => {
    const shop = workshop()
    shop.write('a.txt', 'new\n'.repeat(3) + 'a\nx\nb\n'.repeat(3))
    await apply(shop, '--- a.txt\n+++ a.txt\n@@ -5 +5 @@\n-x\n+y\n')
    expect(shop.read('a.txt')).toBe('new\nnew\nnew\na\ny\nb\na\nx\nb\na\nx\nb\n')
  })

  test('guesses no whitespace, and keeps the line ends of the file', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\r\n\ttwo\r\n')
    expect(await apply(shop, '--- a.txt\n+++ a.txt\n@@ -2 +2 @@\n-  two\n+2\n')).toMatchObject({
      code: 'no_match',
    })
    await apply(shop, '--- a.txt\n+++ a.txt\n@@ -2 +2,2 @@\n-\ttwo\n+2\n+3\n')
    expect(shop.read('a.txt')).toBe('one\r\n2\r\n3\r\n')
  })

  test.each([
    ['--- a\n+++ b\n@@ -1 +1 @@\n-x', /Line 4 of the patch: the hunk of line 3 is cut off/],
    ['--- a\n+++ b\n@@ what @@\n', /Line 3 of the patch: a hunk begins with @@ -LINE/],
    ['--- a\n+++ b\n@@ -1 +1 @@\n-x\n-y\n', /other counts of lines/],
    ['diff --git a/x b/x\nGIT binary patch\n', /binary files are not patched/],
    ['--- /dev/null\n+++ /dev/null\n', /both sides/],
  ])('that is wrong is refused with its line: %j', async (patch, message) => {
    const { kind, text } = await apply(workshop(), patch)
    expect(kind).toBe('failed')
    expect(text).toMatch(message)
  })

  test('that creates a file which is there does not replace it', async () => {
    const shop = workshop()
    shop.write('a.txt', 'mine\n')
    const { code } = await apply(shop, '--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1 @@\n+theirs\n')
    expect(code).toBe('exists')
    expect(shop.read('a.txt')).toBe('mine\n')
  })
})

test('takes a second for five megabytes and ten thousand hunks, however much is alike', async () => {
  const shop = workshop()
  const lines = Array.from({ length: 200_000 }, (_, at) =>
    at % 20 === 0 ? `mark ${at}` : 'the same line of text',
  )
  shop.write('big.txt', `${lines.join('\n')}\n`)
  const hunks = Array.from(
    { length: 10_000 },
    (_, at) => `@@\n-mark ${at * 20}\n+MARK ${at * 20}\n the same line of text `,
  )
  const from = performance.now()
  const { kind } = await apply(shop, codex('*** Update File: big.txt', ...hunks))
  expect(kind).toBe('done')
  expect(
    shop
      .read('big.txt')
      .split('\n')
      .filter((line) => line.startsWith('MARK')),
  ).toHaveLength(10_000)
  expect(performance.now() - from).toBeLessThan(10_000)
})
