import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Connection } from '../connection.ts'
import { sessionWithin } from '../places/session-within.ts'
import { pageOf, SessionPage } from './page-of.ts'
import { recall } from './recall.ts'

const Input = z.strictObject({
  session: z.string().min(1).max(200).describe('Its id.'),
  cursor: z
    .int()
    .nonnegative()
    .default(0)
    .describe('The entry to begin with: `next` of the page before.'),
})

/** `session`: what was said and done in one. */
export function sessionTool(mcp: McpServer, { serving, guard }: Connection): void {
  const config = {
    title: 'Read a session',
    description:
      'Reads a session of this folder page by page: what was said and done in it, the oldest first; whether it is running, and what it asks.',
    inputSchema: Input,
    outputSchema: SessionPage,
    annotations: { readOnlyHint: true, openWorldHint: false },
  }
  mcp.registerTool('session', config, ({ session, cursor }) =>
    guard(async () => {
      await sessionWithin(serving, session)
      const page = pageOf(await recall(session, serving.options), cursor)
      return {
        content: [{ type: 'text', text: JSON.stringify(page, null, 2) }],
        structuredContent: page,
      }
    }),
  )
}
