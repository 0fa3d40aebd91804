import { describe, expect, it } from 'vitest'

import { findCalls } from './find-calls.ts'

const tools = new Set(['read_file', 'finish'])

/** The pieces of a text in short: text as it is, calls by name and input. */
function pieces(text: string) {
  const found = findCalls(text, tools)
  expect(found.map(({ raw }) => raw).join('')).toBe(text)
  return found.map((piece) => {
    if (piece.kind === 'text') return piece.raw
    return piece.kind === 'call' ? [piece.name, piece.input] : { [piece.name]: piece.problem }
  })
}

const call = '{"tool": "read_file", "args": {"path": "a.txt"}}'
const read = ['read_file', '{"path": "a.txt"}']

describe('a call is found', () => {
  it.each<[string, string, unknown[]]>([
    ['alone', call, [read]],
    ['in prose', `I look: ${call} Then.`, ['I look: ', read, ' Then.']],
    ['in a block of code', `Hm.\n\`\`\`json\n${call}\n\`\`\`\nOk`, ['Hm.\n', read, '\nOk']],
    ['in a block without a language', `\`\`\`\n${call}\n\`\`\``, [read]],
    ['in a block of tildes', `~~~tool_call\r\n${call}\r\n~~~`, [read]],
    ['between tags', `<tool_call>\n${call}\n</tool_call>`, [read]],
    ['several times', `${call}\n${call}`, [read, '\n', read]],
    ['in a list', `[${call}, ${call}]`, ['[', read, ', ', read, ']']],
    ['behind a brace that nothing closes', `Write { first.\n${call}`, ['Write { first.\n', read]],
    ['behind a mark of another language', `\uFEFF🎉 ${call}`, ['\uFEFF🎉 ', read]],
    ['on many lines', '{\r\n  "tool": "finish",\r\n  "args": {}\r\n}', [['finish', '{}']]],
    ['without arguments', '{"tool": "finish"}', [['finish', '{}']]],
    ['with its arguments first', '{"args": {}, "tool": "finish"}', [['finish', '{}']]],
    ['by other words', '{"name": "finish", "arguments": {"a": 1}}', [['finish', '{"a": 1}']]],
    ['of a tool that is not there', '{"tool": "cook", "args": {}}', [['cook', '{}']]],
  ])('%s', (_, text, expected) => {
    expect(pieces(text)).toEqual(expected)
  })

  it('with everything in its strings that could be taken for an end', () => {
    const args = JSON.stringify({ path: '}"{', text: '```\n{"tool": "x"}\n```\\' })
    expect(pieces(`a {"tool": "read_file", "args": ${args}} b`)).toEqual([
      'a ',
      ['read_file', args],
      ' b',
    ])
  })

  it('with its numbers as they were written', () => {
    const args = '{"n": 12345678901234567890, "m": 1e400}'
    expect(pieces(`{"tool": "read_file", "args": ${args}}`)).toEqual([['read_file', args]])
  })
})

describe('no call is found', () => {
  it.each([
    ['in data', '{"name": "Ada", "args": {}} and {"tool": "hammer", "price": 3}'],
    ['inside another object', `{"example": ${call}}`],
    ['in code of another language', `\`\`\`python\nx = ${call}\n\`\`\`\nSo.`],
    ['inside a function', `function f() { return ${call} }`],
    ['in a string', JSON.stringify(call)],
    ['in a longer fence', `\`\`\`\`markdown\n\`\`\`json\n${call}\n\`\`\`\n\`\`\`\`\n`],
    ['in braces', 'if (a) { b() } else { c({}) }'],
    ['in nothing', ''],
  ])('%s', (_, text) => {
    expect(pieces(text)).toEqual(text === '' ? [] : [text])
  })
})

describe('what is plainly meant as a call and is none', () => {
  it.each([
    ['is cut off', '{"tool": "read_file", "args": {"path": "a', /never closed/],
    [
      'has a comma too many',
      '{"tool": "read_file", "args": {"path": "a",}}',
      /no JSON.*(?:position|column)/,
    ],
    ['has single quotes', `{'tool': 'read_file', 'args': {}}`, /no JSON/],
    ['has raw line breaks', '{"tool": "read_file", "args": {"path": "a\nb"}}', /no JSON/],
    [
      'has its arguments outside',
      '{"tool": "read_file", "path": "a"}',
      /"path" stands beside "tool"/,
    ],
    [
      'has its arguments twice',
      '{"tool": "read_file", "args": {}, "args": {}}',
      /"args" is there twice/,
    ],
    ['has a brace too many', '{"tool": "read_file", "args": {}}}', /brace too many/],
    [
      'has a bracket and a brace too many',
      `{"tool": "read_file", "args": {}}${' '.repeat(99)}]}`,
      /brace too many/,
    ],
    ['has a list for arguments', '{"tool": "read_file", "args": []}', /not an object/],
    ['has text for arguments', '{"tool": "read_file", "args": "{}"}', /not an object/],
  ])('%s: it is told so', (_, text, problem) => {
    expect(pieces(text)).toEqual([{ read_file: expect.stringMatching(problem) }])
  })

  it.each([
    '<tool_call>{"arguments": {"a",}, "name": "read_file"}</tool_call>',
    '```tool_call\n{name: "read_file", arguments: {',
  ])('has no name that can be read: %s', (text) => {
    expect(findCalls(text, tools)).toContainEqual(
      expect.objectContaining({ kind: 'malformed', name: '' }),
    )
  })

  it('ends with its block of code', () => {
    expect(pieces('```json\n{"tool": "finish", "args": {\n```\nSo.')).toMatchObject([{}, '\nSo.'])
  })
})

it.each([
  '{"tool":"read_file","args":{"text":"hello\n}}\n{"tool":"finish","args":{}}\n"}}',
  '{"calls":[{"tool":"finish","args":{}},',
  '{calls: [{"tool":"finish","args":{}},',
  `{${' '.repeat(300)}"calls":[{"tool":"finish","args":{}},`,
  '{"tool":"read_file","args":{"text":"# Title\n```json\n{"tool":"finish","args":{}}\n```\n"}}',
])('nothing behind what is broken is a call: %j', (text) => {
  expect(pieces(text).filter((piece) => Array.isArray(piece))).toEqual([])
})

it.each([
  ['open braces', '{'.repeat(1_000_000)],
  ['nested braces', '{'.repeat(500_000) + '}'.repeat(500_000)],
  ['beginnings of calls', '{"tool": '.repeat(100_000)],
  ['nested beginnings', '{"tool": '.repeat(50_000) + '}'.repeat(50_000)],
  ['quotes', '{"'.repeat(500_000)],
  ['fences', '```\n'.repeat(200_000)],
  ['spaces behind braces', `{${' '.repeat(1_000)}`.repeat(1_000)],
  ['names behind braces', `{${'a'.repeat(1_000)}`.repeat(1_000)],
  ['spaces behind calls', `${call}${' '.repeat(1_000)}`.repeat(1_000)],
  ['one string that nothing closes', `{"tool": "read_file", "args": {"a": "${'a'.repeat(1e6)}`],
  ['tags around nothing', '<tool_call>{"a": 1}</tool_call>'.repeat(30_000)],
  ['quotes in a broken call', `{"tool": "read_file", "args": {${'"a" '.repeat(250_000)}}}`],
  ['calls', `${call}\n`.repeat(20_000)],
])('takes time that grows with the length: a megabyte of %s', (_, text) => {
  const began = process.cpuUsage()
  expect(
    findCalls(text, tools)
      .map(({ raw }) => raw)
      .join('').length,
  ).toBe(text.length)
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(5_000)
})
