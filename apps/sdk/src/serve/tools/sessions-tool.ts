import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { listSessions } from '../../sessions/list-sessions.ts'
import type { Connection } from '../connection.ts'
import { isWithin } from '../places/folder-within.ts'

const Input = z.strictObject({
  most: z.int().min(1).max(100).default(20).describe('How many, the last changed first.'),
})

const Session = z.object({
  id: z.string(),
  workspace: z.string(),
  title: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  lastRun: z
    .string()
    .nullable()
    .describe('Why its last run ended; null: one is under way, or was left unfinished.'),
})

const Output = z.object({ sessions: z.array(Session), more: z.boolean() })

/** `sessions`: those of the folder. */
export function sessionsTool(mcp: McpServer, { serving, guard }: Connection): void {
  const config = {
    title: 'List sessions',
    description:
      'Lists the sessions of this folder, the last changed first: their ids, what they are about and how they ended.',
    inputSchema: Input,
    outputSchema: Output,
    annotations: { readOnlyHint: true, openWorldHint: false },
  }
  mcp.registerTool('sessions', config, ({ most }) =>
    guard(async () => {
      const all = await listSessions({ ...serving.options, all: true })
      const here = all.flatMap(({ workspace, ...session }) =>
        workspace !== undefined && isWithin(serving.folder, workspace)
          ? [{ ...session, workspace }]
          : [],
      )
      const sessions = here.slice(0, most).map(({ id, workspace, title, lastRun, ...times }) => ({
        id,
        workspace,
        title: title ?? null,
        createdAt: new Date(times.createdAt).toISOString(),
        updatedAt: new Date(times.updatedAt).toISOString(),
        lastRun: lastRun ?? null,
      }))
      const found = { sessions, more: here.length > most }
      return {
        content: [{ type: 'text', text: JSON.stringify(found, null, 2) }],
        structuredContent: found,
      }
    }),
  )
}
