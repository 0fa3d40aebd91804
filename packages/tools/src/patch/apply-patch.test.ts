import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs'
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
    shop.show('a.txt')
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
    expect(text).toContain('Not tried: A last.txt.')
    expect(existsSync(join(shop.folder, 'last.txt'))).toBe(false)
  })

  test('that misses says nothing of a file that was not read: nobody has allowed it yet', async () => {
    const shop = workshop()
    shop.write('key.txt', 'user me\npassword is here\n')
    const wrong = codex('*** Update File: key.txt', '@@', '-password was there', '+x')
    const { code, text } = await apply(shop, wrong)
    expect(code).toBe('no_match')
    expect(text).toContain('Read the file first.')
    expect(text).not.toContain('is here')
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

  test('that names a file in two ways changes it twice', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\ntwo\n')
    const absolute = join(shop.folder, 'a.txt')
    const again = ['*** Update File: ./a.txt', `*** Move to: ${absolute}`, '@@', ' 1', '-2', '+3']
    await apply(
      shop,
      codex(
        '*** Update File: a.txt',
        '-one',
        '+1',
        `*** Update File: ${absolute}`,
        '@@',
        '-two',
        '+2',
        ...again,
      ),
    )
    expect(shop.read('a.txt')).toBe('1\n3\n')
  })

  test('that cannot move a file where a folder is does what stands before it', async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\n')
    mkdirSync(join(shop.folder, 'dir'))
    const { code } = await apply(
      shop,
      codex(
        '*** Add File: b.txt',
        '+b',
        '*** Update File: a.txt',
        '*** Move to: dir',
        '-one',
        '+1',
      ),
    )
    expect(code).toBe('is_folder')
    expect(readdirSync(shop.folder).toSorted()).toEqual(['a.txt', 'b.txt', 'dir'])
  })

  test('is refused in few words, however long its own are', async () => {
    const shop = workshop()
    shop.write('a.txt', 'x\n')
    const long = 'y'.repeat(100_000)
    for (const lines of [[long], ['*** Update File: a.txt', `@@ ${long}`, '-x', '+y']]) {
      expect((await apply(shop, codex(...lines))).text.length).toBeLessThan(2000)
    }
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

test('is soon done with a large file in which much is alike', async () => {
  const shop = workshop()
  shop.write('big.txt', 'x\ny \n'.repeat(100_000) + 'y\n'.repeat(50_000))
  const hunks = Array.from({ length: 2000 }, () => '@@\n x\n-y\n+z\n')
  const from = performance.now()
  const { text } = await apply(shop, codex('*** Update File: big.txt', ...hunks))
  expect(text).toBe('Applied: M big.txt.')
  expect(shop.read('big.txt').split('\nz\n')).toHaveLength(2001)
  expect(performance.now() - from).toBeLessThan(5000)
})

test('a symbolic link is neither deleted nor moved, and what it leads to stays', async () => {
  const shop = workshop()
  shop.write('real.txt', 'x\n')
  symlinkSync('real.txt', join(shop.folder, 'link'))
  const move = codex('*** Update File: link', '*** Move to: b.txt', '-x', '+y')
  for (const patch of [codex('*** Delete File: link'), move]) {
    expect(await apply(shop, patch)).toMatchObject({ code: 'is_link' })
    expect(shop.read('real.txt')).toBe('x\n')
  }
})

test('half a character is not written', async () => {
  const shop = workshop()
  const { code } = await apply(shop, codex('*** Add File: a.txt', '+\ud83d'))
  expect(code).toBe('invalid_text')
  expect(existsSync(join(shop.folder, 'a.txt'))).toBe(false)
})
