import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { postCancel } from '../../sessions/post-cancel.ts'
import type { Posted } from '../../sessions/post-input.ts'
import type { SessionPlace } from '../../sessions/read-session.ts'
import type { Connection } from '../connection.ts'
import { sessionWithin } from '../places/session-within.ts'
import { recall } from './recall.ts'

const Input = z.strictObject({ session: z.string().min(1).max(200).describe('Its id.') })

const Output = z.object({
  posted: z
    .enum(['delivered', 'waiting', 'idle'])
    .describe(
      'delivered: who runs it was told; waiting: nobody runs it now, it counts first when it goes on; idle: there is no run.',
    ),
})

/** `cancel`: ends the run of a session, whoever runs it. */
export function cancelTool(mcp: McpServer, { serving, guard }: Connection): void {
  const config = {
    title: 'Cancel a run',
    description:
      'Cancels what a session of this folder is doing, whoever runs it. It stays as it is, and run can go on with it.',
    inputSchema: Input,
    outputSchema: Output,
    annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
  }
  mcp.registerTool('cancel', config, ({ session }) =>
    guard(async () => {
      await sessionWithin(serving, session)
      const posted = await cancel(session, serving.options)
      return { content: [{ type: 'text', text: posted }], structuredContent: { posted } }
    }),
  )
}

async function cancel(session: string, place: SessionPlace): Promise<'idle' | Posted> {
  if (await isIdle(session, place)) return 'idle'
  const posted = await postCancel(session, place)
  // Who ran it may have taken it, and be gone by now.
  return posted === 'waiting' && (await isIdle(session, place)) ? 'delivered' : posted
}

async function isIdle(session: string, place: SessionPlace): Promise<boolean> {
  const { state } = await recall(session, place)
  return !state.run.active && state.inputs.pending.length === 0
}
