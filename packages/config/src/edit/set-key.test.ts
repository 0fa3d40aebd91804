import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { ConfigError, findKey, removeKey, setKey } from '../index.ts'
import { parseText } from '../text/parse-text.ts'

const path = ['servers', 'new']
const value = { command: 'npx', args: ['-y'] }
const layer = (text: string) => ({ name: 'user', label: 'config.jsonc', text })
const set = (text: string) => setKey(layer(text), path, value)
const remove = (text: string, ...key: string[]) => removeKey(layer(text), key)

const written = (indent: string, eol = '\n') =>
  ['"new": {', '  "command": "npx",', '  "args": [', '    "-y"', '  ]', '}'].join(eol + indent)

it.each([
  ['an empty text', '', `{\n  "servers": {\n    ${written('    ')}\n  }\n}\n`],
  ['one line', '{"servers": {"a": 1}}', `{"servers": {"a": 1, "new": ${JSON.stringify(value)}}}`],
  [
    'a map with comments, and lines of another system',
    '{\r\n  // mine\r\n  "servers": {\r\n    "a": 1 // why\r\n  }\r\n}\r\n',
    `{\r\n  // mine\r\n  "servers": {\r\n    "a": 1, // why\r\n    ${written('    ', '\r\n')}\r\n  }\r\n}\r\n`,
  ],
])('adds to %s, and what was added goes again', async (_, before, after) => {
  expect(await set(before)).toBe(after)
  expect(await set(`\uFEFF${before}`)).toBe(`\uFEFF${after}`)
  expect(await set(after)).toBe(after)
  const gone = await remove(await set(`\uFEFF${before}`), ...path)
  expect(gone.startsWith('\uFEFF')).toBe(true)
  expect((await parseText(gone.slice(1))).value).toEqual({
    servers: {},
    ...Object((await parseText(before)).value),
  })
})

it('replaces what stands there, and nothing around it', async () => {
  const text = '{\n\t"servers": {\n\t\t"new": 1, // old\n\t\t"b": 2,\n\t},\n}\n'
  expect(await setKey(layer(text), path, { a: 1 })).toBe(
    '{\n\t"servers": {\n\t\t"new": {\n\t\t\t"a": 1\n\t\t}, // old\n\t\t"b": 2,\n\t},\n}\n',
  )
})

it.each([
  ['the only one', '{\n  "a": 1 // why a\n}\n', 'a', '{\n}\n'],
  ['the last', '{\n  "a": 1, // why a\n  "b": 2 // why b\n}\n', 'b', '{\n  "a": 1 // why a\n}\n'],
  [
    'the first, between comments',
    '{\n  // above\n  "a": {\n    "x": 1 // in\n  }, /* same */ // line\n  // below\n  "b": 2\n}\n',
    'a',
    '{\n  // above\n  // below\n  "b": 2\n}\n',
  ],
  [
    'one of several, with lines of another system',
    '{\r\n  "a": 1,\r\n\r\n  "b": 2,\r\n\r\n  "c": 3,\r\n}\r\n',
    'b',
    '{\r\n  "a": 1,\r\n\r\n\r\n  "c": 3,\r\n}\r\n',
  ],
  ['the first of a line', '{"a": 1, "b": 2}', 'a', '{"b": 2}'],
  ['the last of a line', '{"a": 1, "b": 2}', 'b', '{"a": 1}'],
  ['one with a comment before the next', '{"a": 1, /* of b */ "b": 2}', 'a', '{/* of b */ "b": 2}'],
  ['one with its comma below', '{\n  "a": 1 // mine\n  ,\n  "b": 2\n}', 'a', '{\n  "b": 2\n}'],
  [
    'the last, its comma above',
    '{\n  "a": 1 // mine\n  ,\n  "b": 2\n}',
    'b',
    '{\n  "a": 1 // mine\n}',
  ],
  ['commas before', '{\n    "a": 1\n  , "b": 2\n}', 'b', '{\n    "a": 1\n}'],
])('removes %s', async (_, before, key, after) => {
  expect(await remove(before, key)).toBe(after)
  expect(await remove(`\uFEFF${before}`, key)).toBe(`\uFEFF${after}`)
})

it.each([
  ['{"servers": []}', 'servers.new'],
  ['{"servers": 1}', 'servers.new'],
  ['{"servers": {"a": 1 "b": 2}}', ''],
  ['{"a": 1, "a": 2}', 'a'],
  ['[]', ''],
])('refuses what nothing can be set in, and says where: %s', async (text, key) => {
  const refusal = { code: 'invalid_config', faults: [{ label: 'config.jsonc', key }] }
  for (const edit of [set(text), remove(text, ...path)]) {
    const error = await edit.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    expect(error).toMatchObject(refusal)
  }
})

it('says where a key stands, and what is not there is not removed', async () => {
  const text = '{\n  "servers": {\n    "new": {}\n  }\n}'
  expect(await findKey(layer(text), path)).toMatchObject({ label: 'config.jsonc', line: 3 })
  expect(await findKey(layer(text), ['servers', 'old'])).toBeUndefined()
  await expect(findKey(layer('{'), path)).rejects.toMatchObject({ code: 'invalid_config' })
  await expect(remove(text, 'servers', 'old')).rejects.toMatchObject({
    faults: [{ key: 'servers.old', message: expect.stringContaining('not there') }],
  })
})

it('changes just that, however it is written, and loses no comment around it', async () => {
  const gap = fc.constantFrom('', ' ', '\n', '\n  ', '\r\n', '\t', '/* c */', ' // c\n', '\n// c\n')
  const gaps = fc.array(gap, { minLength: 30, maxLength: 30 })
  const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'new', '//', '{'), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(keys, gaps, fc.nat(), fc.boolean(), async (names, spaces, at, trailing) => {
      let count = 0
      // Each comment has a name of its own.
      const space = () => spaces[count++]?.replace('c', `c${count}.`) ?? ''
      const [pieces, lead] = [
        names.map((name) => `${space()}${JSON.stringify(name)}${space()}:${space()}[1]`),
        space(),
      ]
      const servers = `{${pieces.map((piece) => piece + space()).join(',')}${trailing ? `,${space()}` : ''}}`
      const text = `${lead}{${space()}"servers":${servers}${space()}}${space()}`
      const before = Object((await parseText(text)).value).servers
      const name = names[at % names.length] ?? ''
      const gone = await remove(text, 'servers', name)
      const { [name]: _, ...others } = before
      expect((await parseText(gone)).value).toEqual({ servers: others })
      const lost = comments(text).filter((one) => !gone.includes(one))
      const line = lineOf(text, name)
      expect(lost.filter((one) => !line.includes(one))).toEqual([])
      const more = await set(gone)
      expect((await parseText(more)).value).toEqual({ servers: { ...others, new: value } })
      expect(comments(gone).filter((one) => !more.includes(one))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

const comments = (text: string) => text.match(/c\d+\./gu) ?? []

/** From a key to the end of the line that its value ends on. */
function lineOf(text: string, name: string): string {
  const from = text.indexOf(JSON.stringify(name))
  const close = text.indexOf(']', from)
  const end = text.slice(close).search(/[\r\n]|$/u)
  return text.slice(from, close + end)
}
