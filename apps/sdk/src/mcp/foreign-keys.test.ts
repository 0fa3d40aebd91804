import { expect, it } from 'vitest'
import { withoutForeignKeys } from './foreign-keys.ts'

const read = (docs: object) => {
  const passed: string[] = []
  const text = JSON.stringify({ mcpServers: { docs } })
  const layer = { name: 'project', label: '.mcp.json', text }
  return { layer: withoutForeignKeys(layer, (said) => passed.push(said)), passed, text }
}

it('what other programs call otherwise counts, and is not passed over', () => {
  const url = 'https://docs.example/mcp'
  const { layer, passed } = read({ type: 'streamable-http', url, disabled: true })
  expect(layer).toMatchObject({
    value: { mcpServers: { docs: { type: 'http', url, enabled: false } } },
  })
  expect(passed).toEqual([])
})

it('a file with nothing foreign in it stays a text', () => {
  const { layer, text } = read({ command: 'serve', enabled: true })
  expect(layer).toMatchObject({ text })
})
