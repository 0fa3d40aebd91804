import type { ElicitRequestParams, ElicitResult } from '@modelcontextprotocol/client'
import { beginningOf } from '@harness/kernel'
import { plainText } from '../fault/plain-text.ts'
import type { McpHost } from '../mcp-host.ts'
import { checkSchema } from '../tools/check-schema.ts'

const mostMessage = 4096

interface Place {
  server: string
  signal: AbortSignal
  ask: NonNullable<McpHost['ask']>
}

/** Asks the person what a server wants to know. What makes no sense, or nobody answers, is cancelled. */
export async function answerQuestion(
  params: ElicitRequestParams,
  { server, signal, ask }: Place,
): Promise<ElicitResult> {
  if (params.mode === 'url' || signal.aborted) return { action: 'cancel' }
  const checked = checkSchema(params.requestedSchema)
  if (checked.kind === 'refused') return { action: 'cancel' }
  const message = plainText(beginningOf(params.message, mostMessage))
  try {
    return { ...(await ask({ server, message, schema: checked.schema }, { signal })) }
  } catch {
    // Why is no business of the server's.
    return { action: 'cancel' }
  }
}
