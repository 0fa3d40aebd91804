import { expect, test } from 'vitest'
import { walk, workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { SymbolIndex } from '../symbols/symbol-index.ts'
import { contextPackTool } from './context-pack-tool.ts'
import { contextPack, type ContextPackOptions } from './context-pack.ts'

const pack = (shop: Workshop, query: string, options: Partial<ContextPackOptions> = {}) =>
  contextPack({
    folder: shop.folder,
    listFiles: walk,
    index: new SymbolIndex(),
    signal: new AbortController().signal,
    query,
    ...options,
  })

const filler = (name: string) =>
  Array.from({ length: 60 }, (_, at) => `  // ${name} ${at}`).join('\n')

function project(): Workshop {
  const shop = workshop()
  shop.write(
    'src/lock.ts',
    `export interface Holder {\n  pid: number\n}\n${filler('nothing')}\nexport function acquireLock(path: string) {\n  const held = open(path)\n  return held\n}\n`,
  )
  shop.write('src/store.ts', `import { acquireLock } from './lock.ts'\n${filler('store')}\n`)
  shop.write('src/lock.test.ts', `acquireLock('a')\nacquireLock('b')\nacquireLock('c')\n`)
  shop.write('docs/locking.md', '# Locking\n\nA lock is acquired by one process.\n')
  shop.write('src/other.ts', filler('other'))
  shop.write('package-lock.json', '{ "lock": "acquireLock" }')
  return shop
}

const paths = (text: string) =>
  text.split('\n').filter((line) => /^[\w/.-]+\.(ts|md|js)$/.test(line))

test('the file that defines comes first, with its outline and its lines', async () => {
  const { text, files } = await pack(project(), 'acquireLock')
  expect(text).toContain(`src/lock.ts
  1: export interface Holder
63|   // nothing 59
64| export function acquireLock(path: string) {
65|   const held = open(path)
66|   return held
67| }`)
  expect(paths(text)[0]).toBe('src/lock.ts')
  expect(paths(text)).toContain('src/store.ts')
  expect(text).not.toContain('package-lock')
  expect(text).not.toContain('src/other.ts')
  expect(text).toMatch(/\[4 of 4 files with a word of the query\]$/)
  expect(files).toEqual({ shown: 4, all: 4 })
})

test('a question is understood by its words, whatever their form', async () => {
  expect(paths((await pack(project(), 'How are locks acquired by processes?')).text)[0]).toBe(
    'docs/locking.md',
  )
  expect(paths((await pack(project(), 'test of acquiring a lock')).text)[0]).toBe(
    'src/lock.test.ts',
  )
})

test('a rare word weighs more than a common one', async () => {
  const shop = workshop()
  for (let at = 0; at < 20; at += 1) shop.write(`c${at}.md`, 'common common common common\n')
  shop.write('r.md', 'rare common\n')
  expect(paths((await pack(shop, 'common rare')).text)[0]).toBe('r.md')
})

test('a pack has no more characters than asked for, and names files it does not show', async () => {
  const shop = project()
  for (let at = 0; at < 80; at += 1)
    shop.write(`more/m${at}.md`, `A lock. ${'x'.repeat(900)}\n`.repeat(9))
  for (const chars of [1000, 3000, 12_000]) {
    const { text, files } = await pack(shop, 'acquire lock', { chars })
    expect(text.length).toBeLessThanOrEqual(chars)
    expect(files.shown).toBeGreaterThan(0)
    expect(text).toContain('Also: ')
  }
})

test('the same tree gives the same pack, whether its symbols are known or not', async () => {
  const shop = project()
  const index = new SymbolIndex()
  const first = await pack(shop, 'lock store', { index })
  expect(await pack(shop, 'lock store', { index })).toEqual(first)
  expect(await pack(shop, 'lock store')).toEqual(first)
})

test('what was not read is counted', async () => {
  const shop = project()
  shop.write('big.md', 'lock '.repeat(200_000))
  shop.write('data.txt', new Uint8Array([1, 0, 2]))
  expect((await pack(shop, 'lock')).text).toContain('; left out: 1 binary, 1 over 512 KiB]')
  expect((await pack(shop, 'lock', { budgetMs: -1 })).text).toContain('not read for lack of time')
})

test('an aborted pack rejects with the reason', async () => {
  const signal = AbortSignal.abort('cancel')
  await expect(pack(project(), 'lock', { signal })).rejects.toBe('cancel')
})

test('the tool says when nothing can be looked for, or nothing is there', async () => {
  const shop = project()
  const tool = contextPackTool({ listFiles: walk })
  expect(await shop.use(tool, { query: 'what is this?' })).toMatchObject({ code: 'no_terms' })
  expect((await shop.use(tool, { query: 'absent' })).text).toBe(
    '[0 of 0 files with a word of the query]',
  )
})
