import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { streamVersion } from '@harness/kernel'
import { streamSchema } from '../index.ts'
import { brokenPromises, type Schema } from './__fixtures__/broken-promises.ts'

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')
const published = async () => JSON.parse(await read('../../stream.schema.json'))
const validator = async () =>
  new Ajv({ allowUnionTypes: true, allErrors: true }).compile(await streamSchema())

it('is published, and takes nothing away under the same version', async () => {
  const schema: Schema = JSON.parse(JSON.stringify(await streamSchema()))
  const before = await published()
  // Before the file may be written anew: what it promised is the truth until the version is raised.
  if (before.$comment === `version ${streamVersion}`) {
    expect(brokenPromises(before, schema)).toEqual([])
  }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../stream.schema.json',
  )
  expect(JSON.parse(await read('../../package.json'))).toMatchObject({
    files: expect.arrayContaining(['stream.schema.json']),
    exports: { './stream.schema.json': './stream.schema.json' },
  })
})

describe('what breaks readers', () => {
  const find = (schema: any, type: string) =>
    schema.oneOf.find(({ properties }: any) => properties.type.const === type)

  it.each<[string, (schema: any) => void]>([
    [
      'usage is gone',
      (schema) => schema.oneOf.splice(schema.oneOf.indexOf(find(schema, 'usage')), 1),
    ],
    ['tool.end.error is gone', (schema) => delete find(schema, 'tool.end').properties.error],
    [
      'usage.cost: type changed',
      (schema) => (find(schema, 'usage').properties.cost.type = 'number'),
    ],
    [
      'task.start.kind is never subagent any more',
      (schema) => (find(schema, 'task.start').properties.kind.enum = ['command']),
    ],
    ['turn.start.turn may be missing', (schema) => find(schema, 'turn.start').required.pop()],
    [
      'run.end.unconfirmed was not always there, and must be',
      (schema) => find(schema, 'run.end').required.push('unconfirmed'),
    ],
    [
      'permission.ask.question.text is gone',
      (schema) => delete find(schema, 'permission.ask').properties.question.properties.text,
    ],
    [
      'permission.ask.suggestions[]: type changed',
      (schema) => (find(schema, 'permission.ask').properties.suggestions.items.type = 'object'),
    ],
    ['definitions changed', (schema) => (schema.definitions = {})],
  ])('%s', async (problem, mutate) => {
    const schema = await published()
    mutate(schema)
    expect(brokenPromises(await published(), schema)).toEqual([problem])
  })

  it('is nothing that is added, nor another description', async () => {
    const schema = await published()
    const usage = find(schema, 'usage')
    usage.properties.cachedTokens = { type: 'integer' }
    usage.required.push('cachedTokens')
    usage.description = 'Tokens.'
    find(schema, 'hook.decision').properties.event.enum.push('Later')
    schema.oneOf.push({ type: 'object', properties: { type: { const: 'later' } } })
    expect(brokenPromises(await published(), schema)).toEqual([])
  })
})

it('is what every example of the document is valid by', async () => {
  const validate = await validator()
  const examples = [...(await read('../../../../docs/events.md')).matchAll(/```json\n(.*)\n```/g)]
  expect(examples.length).toBe((await published()).oneOf.length)
  for (const [, example = ''] of examples) {
    validate(JSON.parse(example))
    expect({ example, errors: validate.errors }).toEqual({ example, errors: null })
  }
})

it('takes further fields, and no line that lacks one', async () => {
  const validate = await validator()
  const line = { type: 'text.delta', text: 'a', sessionId: 's', seq: 1 }
  expect(validate({ ...line, further: true })).toBe(true)
  expect(validate({ ...line, text: undefined })).toBe(false)
  expect(validate({ ...line, type: 'later' })).toBe(false)
})
