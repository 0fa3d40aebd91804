import type { TextLayer, ValueLayer } from '@harness/config'
import { z } from 'zod'
import { McpServer } from './mcp-settings.ts'

const Servers = z.looseObject({
  mcpServers: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** Ways to reach a server. */
const types = new Set(['stdio', 'http', 'sse'])

const known = new Set(McpServer.options.flatMap(({ shape }) => Object.keys(shape)))

/**
 * `.mcp.json` is written for other programs too: what they alone know of a server is passed over, and said; what they call
 * otherwise counts. A file without such keys stays a text, so that faults have their lines.
 */
export function withoutForeignKeys(
  layer: TextLayer,
  onPassed: (text: string) => void,
): TextLayer | ValueLayer {
  const parsed = Servers.safeParse(jsonOf(layer.text))
  if (!parsed.success) return layer
  const written = Object.entries(parsed.data.mcpServers)
  const translated = written.map(([server, settings]) => [server, inOwnWords(settings)] as const)
  const servers = translated.filter(([, { type }]) => typeof type !== 'string' || types.has(type))
  for (const [server, { type }] of translated.filter((one) => !servers.includes(one))) {
    onPassed(
      `${layer.label}: the server ${server} is left out: its type ${String(type)} is not known.`,
    )
  }
  const foreign = servers.flatMap(([server, settings]) =>
    Object.keys(settings)
      .filter((key) => !known.has(key))
      .map((key) => `${server}.${key}`),
  )
  if (JSON.stringify(servers) === JSON.stringify(written) && foreign.length === 0) return layer
  if (foreign.length > 0) {
    onPassed(`${layer.label}: passed over, as nothing is known of it: ${foreign.join(', ')}.`)
  }
  const { text: _, file: __, ...rest } = layer
  const own = servers.map(([server, settings]) => [
    server,
    Object.fromEntries(Object.entries(settings).filter(([key]) => known.has(key))),
  ])
  return { ...rest, value: { mcpServers: Object.fromEntries(own) } }
}

/** One that is switched off for others is not started here; streamable HTTP has a longer name in some. */
function inOwnWords({ disabled, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...rest,
    ...(typeof disabled === 'boolean' && { enabled: !disabled }),
    ...(rest['type'] === 'streamable-http' && { type: 'http' }),
  }
}

/** Undefined for what is no JSON, or has comments. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
