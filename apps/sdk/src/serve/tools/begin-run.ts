import type { QueryInput } from '../../options.ts'
import { folderWithin } from '../places/folder-within.ts'
import { sessionWithin } from '../places/session-within.ts'
import { Refused } from '../refused.ts'
import type { LiveRun } from '../runs/live-run.ts'
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
    ...(model !== undefined && { model }),
    ...(onAsk && { onAsk }),
  }
  // A session works where it always did.
  delete options.cwd
  const whole = { ...options, ...where }
  return serving.runs.begin(prompt === undefined ? { options: whole } : { prompt, options: whole })
}

/** Looked at again when it goes on: a folder may have become a link since its session was begun. */
async function placeOf(
  serving: Serving,
  { session, cwd }: RunInput,
): Promise<{ cwd?: string; resume?: string }> {
  const { folder } = serving
  const named = cwd === undefined ? undefined : await folderWithin(folder, cwd)
  if (session === undefined) return { cwd: named ?? folder }
  await folderWithin(folder, await sessionWithin(serving, session))
  return { resume: session, ...(named !== undefined && { cwd: named }) }
}
