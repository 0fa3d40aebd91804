import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addToList, ConfigError } from '../index.ts'
import { parseText } from '../text/parse-text.ts'

const path = ['permissions', 'allow']
const add = (text: string, ...items: string[]) =>
  addToList({ name: 'local', label: 'config.jsonc', text }, path, items)

it.each([
  ['an empty text', '', '{\n  "permissions": {\n    "allow": [\n      "new"\n    ]\n  }\n}\n'],
  [
    'comments alone',
    '// mine',
    '// mine\n{\n  "permissions": {\n    "allow": [\n      "new"\n    ]\n  }\n}\n',
  ],
  ['one line', '{"permissions": {"allow": ["a"]}}', '{"permissions": {"allow": ["a", "new"]}}'],
  ['an empty list', '{"permissions": {"allow": []}}', '{"permissions": {"allow": ["new"]}}'],
  [
    'comments behind the entries',
    '{\n  "permissions": {\n    "allow": [\n      "a", // why a\n      "b" // why b\n    ], // list\n  },\n}\n',
    '{\n  "permissions": {\n    "allow": [\n      "a", // why a\n      "b", // why b\n      "new"\n    ], // list\n  },\n}\n',
  ],
  [
    'a comma at the end, and tabs',
    '{\n\t"permissions": {\n\t\t"allow": [\n\t\t\t"b", /* why b */ // more\n\t\t\t// end\n\t\t],\n\t},\n}\n',
    '{\n\t"permissions": {\n\t\t"allow": [\n\t\t\t"b", /* why b */ // more\n\t\t\t"new",\n\t\t\t// end\n\t\t],\n\t},\n}\n',
  ],
  [
    'a list with a comment alone in it',
    '{\n  "permissions": {\n    "allow": [\n      // none yet\n    ]\n  }\n}\n',
    '{\n  "permissions": {\n    "allow": [\n      // none yet\n      "new"\n    ]\n  }\n}\n',
  ],
  [
    'a map without the list, and lines of another system',
    '{\r\n  "model": "m", // mine\r\n  "permissions": {\r\n    "mode": "ask" // careful\r\n  }\r\n}\r\n',
    '{\r\n  "model": "m", // mine\r\n  "permissions": {\r\n    "mode": "ask", // careful\r\n    "allow": [\r\n      "new"\r\n    ]\r\n  }\r\n}\r\n',
  ],
  [
    'a comma on the next line',
    '{\n  "model": "m" // mine\n  ,\n}\n',
    '{\n  "model": "m" // mine\n  ,\n  "permissions": {\n    "allow": [\n      "new"\n    ]\n  },\n}\n',
  ],
])('adds to %s, and changes nothing else', async (_, before, after) => {
  expect(await add(before, 'new')).toBe(after)
  expect(await add(after, 'new')).toBe(after)
  expect(await add(`\uFEFF${before}`, 'new')).toBe(`\uFEFF${after}`)
})

it.each([
  ['{"permissions": {"allow": "a"}}', 'permissions.allow'],
  ['{"permissions": []}', 'permissions.allow'],
  ['{"permissions": {"allow": ["a" "b"]}}', ''],
  ['{"a": 1, "a": 2}', 'a'],
  ['[]', ''],
])('refuses what nothing can be added to, and says where: %s', async (text, key) => {
  const error = await add(text, 'new').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigError)
  expect(error).toMatchObject({ code: 'invalid_config', faults: [{ label: 'config.jsonc', key }] })
})

it('has what it had, and what was added once, however it is written', async () => {
  const spaces = fc.constantFrom('', ' ', '\n', '\n  ', ' // c\n', ' /* c */ ', '\t', '\r\n')
  const entries = fc.array(fc.constantFrom('"a"', '"b\\n"', '"new"', '"[x]"', '"//"'), {
    maxLength: 3,
  })
  const between = fc.array(spaces, { minLength: 12, maxLength: 12 })
  const flags = fc.tuple(fc.boolean(), fc.boolean(), fc.nat(2))
  await fc.assert(
    fc.asyncProperty(entries, between, flags, async (list, gaps, [comma, more, depth]) => {
      const gap = (index: number) => gaps[index % gaps.length] ?? ''
      const items = list.map((item, index) => gap(index) + item + gap(index + 1)).join(',')
      const array = `[${items}${comma && list.length > 0 ? `,${gap(2)}` : gap(3)}]`
      const allow = depth > 1 ? `"allow"${gap(4)}:${gap(5)}${array}` : '"mode": "ask"'
      const permissions = `"permissions":${gap(6)}{${gap(7)}${allow}${gap(8)}}`
      const parts = [...(more ? ['"model": "m"'] : []), ...(depth > 0 ? [permissions] : [])]
      const text = `${gap(9)}{${parts.join(`,${gap(10)}`)}${gap(11)}}${gap(1)}`
      const { value, faults } = await parseText(text)
      expect(faults).toEqual([])
      const after = (await parseText(await add(text, 'new', 'newer'))).value
      const before: unknown[] = depth > 1 ? list.map((item) => JSON.parse(item)) : []
      const added = ['new', 'newer'].filter((item) => !before.includes(item))
      expect(after).toMatchObject({ permissions: { allow: [...before, ...added] } })
      expect(JSON.stringify(after)).toContain(more ? '"model"' : '"permissions"')
      expect(typeof value).toBe('object')
    }),
    { numRuns: 500 },
  )
})
