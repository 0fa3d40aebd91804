import {
  CLIENT_CAPABILITIES_META_KEY,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'

const Capabilities = z.object({
  elicitation: z.object({ form: z.object().optional(), url: z.object().optional() }).optional(),
})

const Envelope = z.object({ [CLIENT_CAPABILITIES_META_KEY]: Capabilities })

/** Whether the client can show a form to a person: said with the request since 2026-07-28, when it connected before. */
export function canElicit({ server }: McpServer, { mcpReq }: ServerContext): boolean {
  const declared =
    mcpReq.envelope === undefined
      ? Capabilities.safeParse(server.getClientCapabilities()).data
      : Envelope.safeParse(mcpReq.envelope).data?.[CLIENT_CAPABILITIES_META_KEY]
  const elicitation = declared?.elicitation
  // A client that says no more than that it can, can show forms.
  return (
    elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined)
  )
}
