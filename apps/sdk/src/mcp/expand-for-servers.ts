import { textContent, type Artifacts, type Content, type ToolResult } from '@harness/kernel'
import type { McpServers } from '@harness/mcp'

export interface ForServers {
  servers: Pick<McpServers, 'prompt' | 'resource'>
  artifacts: Artifacts
  signal: AbortSignal
  onNotice(text: string): void
}

/** More in one prompt are no mentions. */
const most = 10

/**
 * A person's words with what servers have of it: `/mcp_docs_review src/a.ts` is the prompt `review` of the server `docs`, and behind
 * words with `@docs:docs://index` in them stands that resource. What cannot be had is a notice, and the words stay.
 */
export async function expandForServers(text: string, reading: ForServers): Promise<Content> {
  const [, server, name, typed = ''] =
    /^\/mcp_([A-Za-z0-9-]+)_([\w-]+)(?:\s+([\s\S]*))?$/u.exec(text.trim()) ?? []
  if (server !== undefined && name !== undefined) {
    const { splitArguments } = await import('@harness/context')
    const prompt = { name, words: splitArguments(typed) }
    const result = await reading.servers.prompt(server, prompt, reading)
    return contentOf(result, reading) ?? textContent(text)
  }
  const contents = await Promise.all(
    mentionsIn(text).map(async ({ server: of, uri }) => {
      return contentOf(await reading.servers.resource(of, uri, reading), reading) ?? []
    }),
  )
  return [...textContent(text), ...contents.flat()]
}

/** Each is read once, however often it is named. */
function mentionsIn(text: string): { server: string; uri: string }[] {
  const found = [...text.matchAll(/(?<![\w@])@([\w.-]+):([a-z][a-z0-9+.-]*:\S+)/giu)]
  const named = found.map(([, server = '', whole = '']) => {
    const uri = whole.replace(/[.,;:!?)\]}'"]+$/u, '')
    return [`${server} ${uri}`, { server, uri }] as const
  })
  return [...new Map(named).values()].slice(0, most)
}

function contentOf(result: ToolResult, { onNotice }: ForServers): Content | undefined {
  if (result.kind === 'done') return result.content
  const said = result.content.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  const why = said.join('\n')
  // What a server wrote last ends in the midst of a line of its own.
  onNotice(`${why}${why.includes('\n') ? '\n' : ' '}The prompt goes to the model as it is.`)
  return undefined
}
