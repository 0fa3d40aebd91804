import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { hashOf } from './hash-of.ts'
import { readFileTool } from './read-file.ts'

const tool = readFileTool()

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(30),
])

test.each([
  ['image/png', png],
  ['image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(20)])],
  ['image/gif', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(20)])],
  ['image/webp', Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.alloc(20)])],
])('%s is shown, its bytes by their name', async (mediaType, bytes) => {
  const shop = workshop()
  shop.write('picture', bytes)
  const { result } = await shop.use(tool, { path: 'picture' })
  expect(result?.content).toEqual([
    { type: 'text', text: `picture (${mediaType}, ${bytes.length} bytes):` },
    { type: 'image', mediaType, artifact: hashOf(bytes) },
  ])
})

test('an image that no provider takes, and bytes that are no image, are told', async () => {
  const shop = workshop()
  shop.write('large.png', Buffer.concat([png, Buffer.alloc(6 * 1024 * 1024)]))
  shop.write('other.bin', Buffer.from([1, 0, 2]))
  shop.write('huge.png', Buffer.concat([png, Buffer.alloc(17 * 1024 * 1024)]))
  for (const path of ['large.png', 'huge.png']) {
    const { code, text } = await shop.use(tool, { path })
    expect([code, text]).toEqual(['too_large', expect.stringContaining(`${path} is an image of`)])
  }
  expect(await shop.use(tool, { path: 'other.bin' })).toMatchObject({ code: 'binary' })
})

const notebook = {
  nbformat: 4,
  cells: [
    { cell_type: 'markdown', source: ['# Title\n', 'words'] },
    {
      cell_type: 'code',
      source: 'print(1)\n1/0',
      outputs: [
        { output_type: 'stream', name: 'stdout', text: ['\u001b[31m1\u001b[0m\n'] },
        {
          output_type: 'error',
          ename: 'ZeroDivisionError',
          evalue: 'division',
          traceback: ['line 2'],
        },
        { output_type: 'display_data', data: { 'image/png': 'aGk=', 'text/plain': ['<Figure>'] } },
        { output_type: 'stream', text: 'y'.repeat(5000) },
      ],
    },
  ],
}

test('a notebook is read as its cells and what they put out', async () => {
  const shop = workshop()
  const path = shop.write('n.ipynb', JSON.stringify(notebook))
  const { text, result } = await shop.use(tool, { path: 'n.ipynb', limit: 14 })
  expect(text).toBe(
    [
      '1\t[cell 1: markdown]',
      '2\t# Title',
      '3\twords',
      '4\t[cell 2: code]',
      '5\tprint(1)',
      '6\t1/0',
      '7\t[output of cell 2]',
      '8\t1',
      '9\t[output of cell 2]',
      '10\tZeroDivisionError: division',
      '11\tline 2',
      '12\t[output of cell 2]',
      '13\t<Figure>',
      '14\t[image/png, not shown]',
      '[more lines of 17: continue with offset 15]',
    ].join('\n'),
  )
  expect(result?.files).toMatchObject([{ path }])
  const rest = await shop.use(tool, { path: 'n.ipynb', offset: 16 })
  expect(rest.text).toContain('[3000 characters left out]')
})

test('what is called a notebook and is none is read as it is', async () => {
  const shop = workshop()
  shop.write('n.ipynb', '{"cells": 7}\n')
  expect((await shop.use(tool, { path: 'n.ipynb' })).text).toBe('1\t{"cells": 7}')
})
