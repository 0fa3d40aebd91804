import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { schema } from './__fixtures__/schema.ts'
import { ConfigError, loadConfig, type Layer } from './index.ts'

const file = (text: string, name = 'project'): Layer => {
  const path = `.harness/${name}.jsonc`
  return { name, label: path, file: path, text }
}
const values = (label: string, value: Record<string, unknown>): Layer => ({
  name: 'flags',
  label,
  value,
})

async function errorOf(...layers: Layer[]): Promise<ConfigError> {
  const error: unknown = await loadConfig(schema, layers).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ConfigError)) throw new Error('There was no ConfigError', { cause: error })
  expect(error.code).toBe('invalid_config')
  expect(error.message.split('\n')).toHaveLength(error.faults.length)
  return error
}
const messageOf = async (...layers: Layer[]) => (await errorOf(...layers)).message

describe('what is right', () => {
  it('is empty without layers', async () => {
    const loaded = await loadConfig(schema, [])
    expect(loaded.value).toEqual({})
    expect(loaded.origins()).toEqual([])
  })

  it('reads comments, trailing commas, a mark of byte order, and an empty text', async () => {
    const text = '\uFEFF// ours\r\n{ "$schema": "./s.json", /* b */ "model": "a/b", }\r\n'
    expect((await loadConfig(schema, [file(text)])).value).toEqual({ model: 'a/b' })
    expect((await loadConfig(schema, [file('')])).value).toEqual({})
    expect((await loadConfig(schema, [file('// nothing yet')])).value).toEqual({})
  })

  it('merges maps deeply, and replaces lists and all else', async () => {
    const { value } = await loadConfig(schema, [
      file('{"permissions":{"mode":"ask","allowWrite":["a","b"]},"limits":{"least":1}}', 'user'),
      file('{"permissions":{"allowWrite":["c"]},"limits":{"most":2}}'),
    ])
    expect(value).toEqual({
      permissions: { mode: 'ask', allowWrite: ['c'] },
      limits: { maxTurns: 30, least: 1, most: 2 },
    })
  })

  it('lets nothing shine through what replaced it', async () => {
    const { value } = await loadConfig(schema, [
      file('{"permissions":{"mode":"trust"}}', 'user'),
      file('{"permissions":"ask"}'),
      file('{"permissions":{"allowWrite":[]}}', 'local'),
    ])
    expect(value).toEqual({ permissions: { allowWrite: [] } })
  })

  it('lets the later layer win, whatever kind of layer it is', async () => {
    const layers: Layer[] = [
      file('{"model":"user"}', 'user'),
      file('{"model":"project"}'),
      file('{"model":"local"}', 'local'),
      { name: 'environment', label: 'HARNESS_CONFIG_CONTENT', text: '{"model":"content"}' },
      { name: 'environment', label: 'HARNESS_MODEL', value: { model: 'variable' } },
      values('--model', { model: 'flag' }),
    ]
    for (let count = layers.length; count > 0; count--) {
      const loaded = await loadConfig(schema, layers.slice(0, count))
      const [origin] = loaded.origins()
      expect(loaded.value.model).toBe(origin?.value)
      expect(origin?.label).toBe(layers[count - 1]?.label)
      expect(origin?.hides.map(({ label }) => label)).toEqual(
        layers
          .slice(0, count - 1)
          .map(({ label }) => label)
          .toReversed(),
      )
    }
  })

  it('passes over values that are undefined', async () => {
    const layers = [
      file('{"model":"a"}'),
      values('options', { model: undefined, other: undefined }),
    ]
    expect((await loadConfig(schema, layers)).value).toEqual({ model: 'a' })
  })

  it('checks of all layers together what one may leave to another', async () => {
    const { value } = await loadConfig(schema, [
      file(
        '{"mcpServers":{"x":{"args":["1"]}},"hook":{"run":"a"},"limits":{"least":5,"most":1}}',
        'user',
      ),
      file('{"mcpServers":{"x":{"command":"c"}},"hook":{"kind":"command"},"limits":{"most":9}}'),
    ])
    expect(value).toEqual({
      mcpServers: { x: { command: 'c', args: ['1'] } },
      hook: { kind: 'command', run: 'a' },
      limits: { maxTurns: 30, least: 5, most: 9 },
    })
  })

  it('takes nothing of weaker layers into a map that a layer replaces', async () => {
    const whole = file('{"mcpServers":{"x":{"command":"c"}}}')
    const replaces = (path: readonly unknown[]) => path.length === 2
    const { value, origins } = await loadConfig(schema, [
      file('{"mcpServers":{"x":{"command":"a","args":["1"]},"y":{"command":"b"}}}', 'user'),
      { ...whole, replaces },
      file('{"mcpServers":{"x":{"args":["2"]}}}', 'local'),
    ])
    expect(value.mcpServers).toEqual({ x: { command: 'c', args: ['2'] }, y: { command: 'b' } })
    expect(origins()).toContainEqual(
      expect.objectContaining({
        value: 'c',
        hides: expect.arrayContaining([
          expect.objectContaining({ value: 'a' }),
          expect.objectContaining({ value: ['1'] }),
        ]),
      }),
    )
  })

  it('looks at chosen keys only, where a layer says so', async () => {
    const layer = {
      ...file('{"model":"a","nonsense":{},"proxy":1,"__proto__":1}'),
      only: ['model'],
    }
    expect((await loadConfig(schema, [layer])).value).toEqual({ model: 'a' })
  })
})

describe('origins', () => {
  it('name the place of every value, lists as a whole, and what they hide', async () => {
    const loaded = await loadConfig(schema, [
      file('{"permissions":"ask","mcpServers":{}}', 'user'),
      file('{\r\n  /* 😀 */ "permissions": {"mode": "deny",\r\n    "allowWrite": ["a"]}\r\n}'),
      values('--mcp', { mcpServers: { 'my.server': { command: 'x' } } }),
    ])
    const hides = [{ layer: 'user', key: 'permissions', value: 'ask', line: 1, column: 2 }]
    expect(loaded.origins()).toMatchObject([
      { key: 'permissions.mode', value: 'deny', layer: 'project', line: 2, column: 28, hides },
      { key: 'permissions.allowWrite', value: ['a'], line: 3, column: 5, hides },
      { key: 'mcpServers."my.server".command', label: '--mcp', layer: 'flags', hides: [] },
    ])
    expect(loaded.origins()[0]?.file).toBe('.harness/project.jsonc')
    expect(loaded.origins()[2]).not.toHaveProperty('line')
  })
})

describe('what is wrong', () => {
  it('is told of all layers at once, each with its place, in the order of the text', async () => {
    const error = await errorOf(
      file('{\n  "permissions": {\n    "alowWrite": []\n  },\n  "model": 3\n}', 'user'),
      file('{"model"'),
      values('--max-turns', { limits: { maxTurns: 1000 } }),
    )
    expect(error.message).toMatchInlineSnapshot(`
      ".harness/user.jsonc:3:5: permissions.alowWrite: There is no such key. Did you mean allowWrite?
      .harness/user.jsonc:5:3: model: Expected a text. Here stands 3.
      .harness/project.jsonc:1:9: Expected a colon between a key and its value.
      --max-turns: limits.maxTurns: Too big: expected number to be <=100. Here stands 1000."
    `)
    expect(error.faults[0]).toEqual({
      layer: 'user',
      label: '.harness/user.jsonc',
      file: '.harness/user.jsonc',
      line: 3,
      column: 5,
      key: 'permissions.alowWrite',
      message: 'There is no such key. Did you mean allowWrite?',
    })
    expect(error.faults.at(-1)).not.toHaveProperty('file')
  })

  it.each([
    ['a list', '{"permissions":{"allowWrite":"src"}}', 'Expected a list. Here stands "src".'],
    [
      'a place in a list',
      '{"permissions":{"allowWrite":["a", 3]}}',
      '1:36: permissions.allowWrite[1]: ',
    ],
    [
      'a choice',
      '{"permissions":{"mode":"aks"}}',
      'one of "ask", "trust", "deny". Here stands "aks". Did you mean ask?',
    ],
    [
      'a choice of kinds',
      '{"permissions":3}',
      'Expected one of "ask", "trust". Or: Expected a map. Here stands 3.',
    ],
    ['null', '{"model":null}', 'Expected a text. Here stands null.'],
    [
      'a map',
      '{"mcpServers":{"x":{"command":["a"]}}}',
      'mcpServers.x.command: Expected a text. Here stands a list.',
    ],
    [
      'a key in a union',
      '{"mcpServers":{"x":{"urll":"a"}}}',
      'mcpServers.x.urll: There is no such key. Did you mean url?',
    ],
    [
      'a missing key',
      '{"mcpServers":{"x":{"args":[]}}}',
      '1:16: mcpServers.x.command: This key is missing. Expected a text.',
    ],
    [
      'a relation',
      '{"limits":{"least":5,"most":1}}',
      '1:2: limits: least is over most. Here stands a map.',
    ],
    [
      'a key twice',
      '{"model":"a","model":"b"}',
      '1:14: model: This key stands here twice. Remove one.',
    ],
    [
      '__proto__',
      '{"mcpServers":{"__proto__":{"polluted":1}}}',
      '1:16: mcpServers.__proto__: There is no such key.',
    ],
    ['constructor', '{"constructor":{"prototype":{}}}', '1:2: constructor: There is no such key.'],
    ['$schema below', '{"limits":{"$schema":"x"}}', 'limits.$schema: There is no such key.'],
    ['$schema', '{"$schema":1}', '$schema: There is no such key.'],
    ['a list for all', '[]', '1:1: Expected a map'],
    ['a missing comma', '{"model":"a"\n"proxy":"b"}', '2:1: Expected a comma.'],
    ['a comma too many', '{"model":"a",,}', '1:14: Expected a key'],
    ['an open text', '{"model":"a', '1:10: Expected " at the end'],
    ['an open map', '{"model":"a"', 'Expected a comma or }.'],
    ['two maps', '{} {}', '1:4: Expected the end'],
    ['an open comment', '{} /* ', 'Expected */'],
    ['a key without quotes', '{model: 1}', '1:2: Expected JSON here'],
    [
      'a control character',
      String.raw`{"\u001b[2J\u009b":1}`,
      String.raw`1:2: "\u001b[2J\u009b": There is no such key.`,
    ],
  ])('names %s', async (_, text, expected) => {
    expect(await messageOf(file(text))).toContain(expected)
  })

  it('counts lines and columns behind marks, carriage returns and letters outside the plane', async () => {
    const text = '\uFEFF{\r\n"proxy": "a",\r"model":\n"😀",  "modle": 1 }'
    const { faults } = await errorOf(file(text))
    expect(faults).toMatchObject([{ line: 4, column: 8, key: 'modle' }])
  })

  it('names the variable of a text that is no file', async () => {
    const text = '{"modle":1}'
    const layer = { name: 'environment', label: 'HARNESS_CONFIG_CONTENT', text }
    expect(await messageOf(layer)).toMatch(/^HARNESS_CONFIG_CONTENT:1:2: modle: /u)
  })

  it('names no layer for a key that all of them leave out', async () => {
    const needy = z.strictObject({ model: z.string() })
    await expect(loadConfig(needy, [file('{}')])).rejects.toThrow(
      'configuration: model: This key is missing. Expected a text.',
    )
  })

  it('names the layer that set the map in which a key is missing', async () => {
    const { faults } = await errorOf(
      file('{"mcpServers":{"x":{}}}', 'user'),
      file('\n{"mcpServers":{"x":{"args":[]}}}'),
    )
    expect(faults).toMatchObject([{ layer: 'project', line: 2, key: 'mcpServers.x.command' }])
  })

  it('does not pollute prototypes', async () => {
    await errorOf(file('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'))
    const own: Record<string, unknown> = JSON.parse('{"mcpServers":{"__proto__":{"polluted":1}}}')
    await loadConfig(schema, [values('options', own)])
    expect({}).not.toHaveProperty('polluted')
  })

  it.each(['[', '{"a":', '{"mcpServers":[', '/*{*/{"a":['])(
    'survives 100000 times %s',
    async (open) => {
      expect(await messageOf(file(open.repeat(100_000)))).toMatch(/100 levels|Expected/u)
    },
  )

  it('survives a value that contains itself', async () => {
    const round: Record<string, unknown> = {}
    round['limits'] = round
    expect(await messageOf(values('options', round))).toContain(
      'limits.limits: There is no such key.',
    )
  })

  it('is told in good time, however much it is', async () => {
    const keys = Array.from({ length: 60_000 }, (_, index) => `"modl${index}":1`)
    const { faults } = await errorOf(file(`{${keys.join()}}`))
    expect(faults).toHaveLength(101)
    expect(faults.at(-1)?.message).toBe('There are 59900 more faults.')
    const many = `{"permissions":{"allowWrite":[${'1,'.repeat(400_000)}]}}`
    expect((await errorOf(file(many))).faults.length).toBeLessThan(102)
  })
})
