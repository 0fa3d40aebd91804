import type { TextLayer, ValueLayer } from '@harness/config'
import { z } from 'zod'
import { McpServer } from './mcp-settings.ts'

const Servers = z.looseObject({
  mcpServers: z.record(z.string(), z.record(z.string(), z.unknown())),
})

const known = new Set(McpServer.options.flatMap(({ shape }) => Object.keys(shape)))

/**
 * `.mcp.json` is written for other programs too: what they alone know of a server is passed over, and said. A file without
 * such keys stays a text, so that faults have their lines.
 */
export function withoutForeignKeys(
  layer: TextLayer,
  onPassed: (text: string) => void,
): TextLayer | ValueLayer {
  const parsed = Servers.safeParse(jsonOf(layer.text))
  if (!parsed.success) return layer
  const { mcpServers } = parsed.data
  const foreign = Object.entries(mcpServers).flatMap(([server, settings]) =>
    Object.keys(settings)
      .filter((key) => !known.has(key))
      .map((key) => `${server}.${key}`),
  )
  if (foreign.length === 0) return layer
  onPassed(`${layer.label}: passed over, as nothing is known of it: ${foreign.join(', ')}.`)
  const { text: _, file: __, ...rest } = layer
  const own = Object.entries(mcpServers).map(([server, settings]) => [
    server,
    Object.fromEntries(Object.entries(settings).filter(([key]) => known.has(key))),
  ])
  return { ...rest, value: { mcpServers: Object.fromEntries(own) } }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
