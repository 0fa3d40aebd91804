import type { QueryInput } from '../../options.ts'
import { folderWithin } from '../places/folder-within.ts'
import { requireSameRules } from '../places/require-same-rules.ts'
import { sessionWithin } from '../places/session-within.ts'
import { Refused } from '../refused.ts'
import type { LiveRun } from '../runs/live-run.ts'
import type { ServedOptions } from '../serve-mcp.ts'
import type { Serving } from '../serving.ts'
import type { RunInput } from './run-input.ts'

/** Begins what a client wants, as the server's options say. Without `onAsk` nobody is asked. */
export async function beginRun(
  serving: Serving,
  input: RunInput,
  onAsk: NonNullable<QueryInput['options']>['onAsk'],
): Promise<LiveRun> {
  const { prompt, session, model } = input
  if (prompt === undefined && session === undefined) {
    throw new Refused('There is nothing to do: give a prompt, or a session to go on with.')
  }
  const where = await placeOf(serving, input)
  const options = {
    ...serving.options,
    onNotice: serving.notice,
    ...(onAsk && { onAsk }),
  }
  if (model !== undefined) {
    requireKeyFor(model, options)
    options.model = model
  }
  // A session works where it always did.
  delete options.cwd
  const whole = { ...options, ...where }
  return serving.runs.begin(prompt === undefined ? { options: whole } : { prompt, options: whole })
}

/** A key was named for one model: where neither an address nor a provider holds for every name, no other provider is sent it. */
function requireKeyFor(name: string, options: ServedOptions): void {
  const { model = '', provider, baseUrl, apiKeyEnv } = options
  const isFixed = apiKeyEnv === undefined || provider !== undefined || baseUrl !== undefined
  if (isFixed || providerIn(name) === providerIn(model)) return
  throw new Refused(
    `The key of ${apiKeyEnv} is for ${model === '' ? 'the model of the server' : model}, and is not sent to the provider of ${JSON.stringify(name)}: leave the model out, or name another of the same provider.`,
  )
}

const providerIn = (name: string) => name.split('/')[0]

/** Looked at again when it goes on: a folder may have become a link since its session was begun. */
async function placeOf(
  serving: Serving,
  { session, cwd }: RunInput,
): Promise<{ cwd?: string; resume?: string }> {
  const { folder } = serving
  const named = await folderWithin(folder, cwd ?? '.')
  if (session === undefined) {
    await requireSameRules(serving, named)
    return { cwd: named }
  }
  await requireSameRules(serving, await folderWithin(folder, await sessionWithin(serving, session)))
  return { resume: session, ...(cwd !== undefined && { cwd: named }) }
}
