import { z } from 'zod'
import { KernelError } from '../errors/kernel-error.ts'
import type { Hash } from '../events/hash.ts'
import { Json } from '../events/json.ts'
import type { Configuration } from '../events/session-configured.ts'
import type { ToolSchema } from '../ports/provider.ts'
import type { SessionStore } from '../ports/sessions.ts'

/** What a model is told beside the conversation. */
export interface Instructions {
  system: string
  tools: readonly ToolSchema[]
}

const Toolset = z.array(z.object({ name: z.string(), description: z.string(), input: Json }))

/** Reads what a configuration names. Rejects with `session_damaged` when it is gone. */
export async function readInstructions(
  store: Pick<SessionStore, 'id' | 'artifacts'>,
  { system, toolset }: Pick<Configuration, 'system' | 'toolset'>,
): Promise<Instructions> {
  return {
    system: await textOf(store, system),
    tools: Toolset.parse(JSON.parse(await textOf(store, toolset))),
  }
}

async function textOf(
  { id, artifacts }: Pick<SessionStore, 'id' | 'artifacts'>,
  hash: Hash,
): Promise<string> {
  const bytes = await artifacts.get(hash)
  if (bytes) return new TextDecoder().decode(bytes)
  throw new KernelError('session_damaged', `artifact ${hash} of session ${id} is missing`)
}
