import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { KernelError, memoryArtifacts, type Artifacts } from '@harness/kernel'
import { expect, test } from 'vitest'
import { workshop, type Workshop } from '../__fixtures__/workshop.ts'
import { applyPatchTool } from '../patch/apply-patch.ts'
import { editTool } from './edit.ts'
import { hashOf } from './hash-of.ts'
import { writeFileTool } from './write-file.ts'

const known = (content: string | Uint8Array): Workshop => {
  const shop = workshop()
  shop.write('a.txt', content)
  shop.show('a.txt')
  return shop
}
const input = { path: 'a.txt', old_string: 'one', new_string: 'two' }

test('what was there is kept, with its mode, before a file is another', async () => {
  const shop = known('\uFEFFone\r\n')
  chmodSync(join(shop.folder, 'a.txt'), 0o751)
  const { result } = await shop.use(editTool(), input)
  const hash = hashOf('\uFEFFone\r\n')
  expect(result?.files).toMatchObject([
    { change: 'modified', before: { hash, artifact: hash, mode: 0o751 } },
  ])
  const kept = await shop.context.artifacts.get(hash)
  expect(Buffer.from(kept ?? []).toString()).toBe('\uFEFFone\r\n')
})

test('nothing is changed that could not be kept', async () => {
  const shop = known('one')
  const full: Artifacts = {
    put: () => Promise.reject(new KernelError('store_failed', 'The disk is full.')),
    get: async () => undefined,
  }
  const prepared = await shop.prepare(editTool(), input)
  const result = await editTool().run(input, prepared, { ...shop.context, artifacts: full })
  expect(result).toMatchObject({ kind: 'failed', code: 'not_kept' })
  expect(result.files ?? []).toEqual([])
  expect(shop.read('a.txt')).toBe('one')
  expect(readdirSync(shop.folder)).toEqual(['a.txt'])
})

test('no file is replaced before what was in it is durable', async () => {
  const shop = known('one')
  const inner = memoryArtifacts()
  const seen: string[] = []
  const slow: Artifacts = {
    ...inner,
    async put(bytes) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      seen.push(shop.read('a.txt'))
      return inner.put(bytes)
    },
  }
  const prepared = await shop.prepare(editTool(), input)
  await editTool().run(input, prepared, { ...shop.context, artifacts: slow })
  expect(seen).toEqual(['one'])
  expect(shop.read('a.txt')).toBe('two')
})

test('the name that a store gives is told beside the hash of the content', async () => {
  const shop = known('one secret')
  const inner = memoryArtifacts()
  const artifacts: Artifacts = {
    ...inner,
    put: (bytes) => inner.put(Buffer.from(Buffer.from(bytes).toString().replace('secret', '***'))),
  }
  const prepared = await shop.prepare(editTool(), input)
  const { files } = await editTool().run(input, prepared, { ...shop.context, artifacts })
  expect(files?.[0]?.before).toMatchObject({
    hash: hashOf('one secret'),
    artifact: hashOf('one ***'),
  })
})

test('a patch that moves a file tells both, and the folders that it made', async () => {
  const shop = workshop()
  shop.write('a.sh', 'one\n')
  chmodSync(join(shop.folder, 'a.sh'), 0o755)
  const patch =
    '*** Begin Patch\n*** Update File: a.sh\n*** Move to: x/y/b.sh\n-one\n+two\n*** End Patch'
  const { result } = await shop.use(applyPatchTool(), { patch })
  const hash = hashOf('one\n')
  expect(result?.files).toEqual(
    expect.arrayContaining([
      {
        path: join(shop.folder, 'x/y/b.sh'),
        hash: hashOf('two\n'),
        change: 'created',
        before: { hash: null, folder: join(shop.folder, 'x') },
      },
      {
        path: join(shop.folder, 'a.sh'),
        hash: null,
        change: 'deleted',
        before: { hash, artifact: hash, mode: 0o755 },
      },
    ]),
  )
})

test('through a link it is the file behind it that is kept', async () => {
  const shop = workshop()
  mkdirSync(join(shop.folder, 'real'))
  shop.write('real/a.txt', 'one')
  symlinkSync('real', join(shop.folder, 'link'))
  shop.show('real/a.txt')
  const { result } = await shop.use(writeFileTool(), { path: 'link/a.txt', content: 'two' })
  expect(result?.files?.[0]).toMatchObject({
    path: join(shop.folder, 'real/a.txt'),
    before: { hash: hashOf('one') },
  })
})

test('the folder of a file that was only staged when its process died was not there', async () => {
  const shop = workshop()
  const tool = writeFileTool()
  const content = { path: 'x/y/a.txt', content: 'two' }
  const prepared = await shop.prepare(tool, content)
  mkdirSync(join(shop.folder, 'x/y'), { recursive: true })
  expect(await tool.recover?.(content, prepared, shop.context)).toBeUndefined()
  const { files } = await tool.run(content, prepared, shop.context)
  expect(files?.[0]?.before).toEqual({ hash: null, folder: join(shop.folder, 'x') })
})

test('a change that a process that died had made is told with the same as if it lived', async () => {
  for (const there of [true, false]) {
    const shop = there ? known('one') : workshop()
    const tool = writeFileTool()
    const content = { path: there ? 'a.txt' : 'x/a.txt', content: 'two' }
    const prepared = await shop.prepare(tool, content)
    const lived = await tool.run(content, prepared, shop.context)
    const recovered = await tool.recover?.(content, prepared, shop.context)
    expect(recovered?.files).toEqual(lived.files)
    expect(recovered?.files?.[0]?.before?.hash).toBe(there ? hashOf('one') : null)
    expect(readFileSync(join(shop.folder, content.path), 'utf8')).toBe('two')
  }
})
