// The documents of the two vocabularies say all of them: a type or a field that is missing there fails here.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CoreBody } from './events/event.ts'
import {
  CommandSpec,
  ContentPart,
  Envelope,
  Failure,
  FileBefore,
  FileState,
  HookAnswer,
  Limits,
  ModelSpec,
  PermissionRule,
  Permissions,
  Prepared,
  Price,
  Reply,
  ReplyPart,
  StreamEvent,
  SubagentSpec,
  TaskEnd,
  ToolResult,
  Usage,
  Verdict,
} from './index.ts'

const read = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')

/** The text below each heading that names something in code. */
function sectionsOf(document: string): Map<string, string> {
  const parts = document.split(/^#{1,3} (?=.*$)/m).slice(1)
  return new Map(
    parts.flatMap((part) => {
      const name = /^`(.+)`$/m.exec(part.split('\n', 1)[0] ?? '')?.[1]
      return name === undefined ? [] : [[name, part]]
    }),
  )
}

/** The fields of an object, or of every variant of a union. */
function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
  if (!(schema instanceof z.ZodUnion)) throw new Error('neither an object nor a union')
  return [
    ...new Set(schema.options.flatMap((option) => fieldsOf(z.instanceof(z.ZodType).parse(option)))),
  ]
}

/** The names in the first column of a text's tables, sorted. */
const described = (text = '') =>
  [...text.matchAll(/^\| (`.+?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    .toSorted()

const events = new Map(
  CoreBody.options.map(({ shape }) => [shape.type.value, fieldsOf(shape.data)]),
)
const lines = new Map(
  StreamEvent.options.map(({ shape }) => [
    shape.type.value,
    Object.keys(shape).filter((field) => !['type', 'sessionId', 'seq'].includes(field)),
  ]),
)

const shapes = {
  CommandSpec,
  ContentPart,
  Failure,
  FileBefore,
  FileState,
  HookAnswer,
  Limits,
  ModelSpec,
  PermissionRule,
  Permissions,
  Prepared,
  Price,
  Reply,
  ReplyPart,
  SubagentSpec,
  TaskEnd,
  ToolResult,
  Usage,
  Verdict,
}

const log = sectionsOf(read('log-format.md'))
const stream = sectionsOf(read('events.md'))

test('log-format.md has every type of the log and no other', () => {
  const documented = [...log.keys()].filter((name) => name.includes('.'))
  expect(documented.toSorted()).toEqual([...events.keys()].toSorted())
})

test.each([...events])('log-format.md says every field of %s', (type, fields) => {
  expect(described(log.get(type))).toEqual(fields.toSorted())
})

test.each(Object.entries(shapes))('log-format.md says every field of %s', (name, schema) => {
  expect(described(log.get(name))).toEqual(fieldsOf(schema).toSorted())
})

test('log-format.md says every member of a line', () => {
  const [line = ''] = read('log-format.md').split('## A line')[1]?.split('\n## ') ?? []
  expect(described(line)).toEqual([...fieldsOf(Envelope), 'type', 'data', 'sum'].toSorted())
})

test('events.md has every type of the stream and no other', () => {
  expect([...stream.keys()].toSorted()).toEqual([...lines.keys()].toSorted())
})

test.each([...lines])(
  'events.md says every field of %s, and its example is one',
  (type, fields) => {
    const section = stream.get(type) ?? ''
    expect(described(section)).toEqual(fields.toSorted())
    const example: unknown = JSON.parse(/```json\n(.*)\n```/.exec(section)?.[1] ?? 'null')
    expect(StreamEvent.parse(example)).toEqual(example)
    expect(example).toMatchObject({ type })
  },
)

test('the fields of a section are those of its tables, not of its prose', () => {
  const sections = sectionsOf(
    '# A\n\n### `a.b`\n\n| `one`, `two` ? | `three` |\n\n## B\n\n| `four` | |\n',
  )
  expect(described(sections.get('a.b'))).toEqual(['one', 'two'])
})
