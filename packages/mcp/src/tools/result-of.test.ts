import { contentText, resultBytes } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import { expect, test } from 'vitest'
import { CallAnswer, resultOf } from './result-of.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const times = <T>(length: number, one: T): T[] => Array.from({ length }, () => one)
const read = async (answer: object) => {
  const context = testContext('/nowhere')
  const result = await resultOf(CallAnswer.parse(answer), context)
  return { result, text: contentText(result.content), artifacts: context.artifacts }
}

test('an image is an artifact that the model sees', async () => {
  const image = { type: 'image', mimeType: 'image/png', data: base64('png') }
  const { result, artifacts } = await read({ content: [image] })
  const [part] = result.content
  expect(part).toMatchObject({ type: 'image', mediaType: 'image/png' })
  const bytes = await artifacts.get(part!.type === 'image' ? part!.artifact : '')
  expect(Buffer.from(bytes!).toString()).toBe('png')
  expect(result.artifacts).toBeUndefined()
})

test('sound, and images that models do not take, are artifacts that are told of', async () => {
  for (const mimeType of ['audio/wav', 'image/svg+xml']) {
    const type = mimeType.split('/')[0]
    const { result, text } = await read({ content: [{ type, mimeType, data: base64('abc') }] })
    expect(text).toBe(`[${mimeType}, 3 bytes: artifact ${result.artifacts![0]}]`)
  }
})

test('structured content is JSON, unless the text says it already', async () => {
  const structuredContent = { a: 1 }
  expect((await read({ structuredContent })).text).toBe('{\n  "a": 1\n}')
  const said = await read({ structuredContent, content: [{ type: 'text', text: '{ "a": 1 }' }] })
  expect(said.text).toBe('{ "a": 1 }')
  const other = await read({ structuredContent, content: [{ type: 'text', text: 'one' }] })
  expect(other.text).toBe('one\n{\n  "a": 1\n}')
})

test('structured content that would overflow the stack is left out', async () => {
  const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
  expect((await read({ structuredContent: deep })).text).toBe('[structured content: too deep]')
})

test('a link is named, and what is not known is told of', async () => {
  const link = { type: 'resource_link', uri: 'a://b\u001b', name: 'b', mimeType: 'text/plain' }
  const { text } = await read({ content: [link, { type: 'hologram' }] })
  expect(text).toContain('[link to the resource a://b\uFFFD (text/plain) b]')
  expect(text).toContain('[content of the type hologram is left out]')
})

test('nothing at all is said to be that', async () => {
  expect((await read({})).text).toBe('(no output)')
})

test('many texts and images together stay within a result', async () => {
  const text = { type: 'text', text: '\n"ü'.repeat(10_000) }
  const image = { type: 'image', mimeType: 'image/png', data: base64('x') }
  const content = [...times(5, text), ...times(30, image)]
  const { result, artifacts } = await read({ content })
  expect(Buffer.byteLength(JSON.stringify(result.content))).toBeLessThanOrEqual(resultBytes)
  expect(result.content.filter(({ type }) => type === 'image')).toHaveLength(10)
  const whole = await artifacts.get(result.artifacts!.at(-1)!)
  expect(whole!.length).toBeGreaterThan(200_000)
})

test('a thousand small parts stay within a result', async () => {
  const content = times(5000, { type: 'text', text: 'a' })
  const { result } = await read({ content })
  expect(Buffer.byteLength(JSON.stringify(result.content))).toBeLessThanOrEqual(resultBytes)
})
