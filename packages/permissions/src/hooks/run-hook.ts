import type { HookAnswer, HookEvent } from '@harness/kernel'
import { answerOf } from './answer-of.ts'
import type { Hook } from './hook.ts'
import type { HookInput } from './hook-input.ts'

/** Where a hook that breaks must not be taken for one that agrees. */
const deciding: ReadonlySet<HookEvent> = new Set([
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PreCompact',
])

/** Seconds that a hook has where nobody says otherwise. */
const defaultTimeout = 60

/** Milliseconds; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

/** Asks one hook. Rejects only with the signal's reason. */
export async function runHook(
  hook: Hook,
  input: HookInput,
  signal: AbortSignal,
): Promise<HookAnswer> {
  signal.throwIfAborted()
  const { event, name, timeout = defaultTimeout } = hook
  const over = new AbortController()
  const timer = setTimeout(() => over.abort('over'), Math.min(timeout * 1000, longestTimer))
  const either = AbortSignal.any([signal, over.signal])
  try {
    const output = await Promise.race([hook.run(input, { signal: either }), whenAborted(either)])
    return { event, hook: name, ...answerOf(event, output) }
  } catch (error) {
    signal.throwIfAborted()
    const why = error instanceof Error ? error.message : String(error)
    return brokenAnswer(hook, over.signal.aborted ? `it took longer than ${timeout} s` : why)
  } finally {
    clearTimeout(timer)
    // A function that goes on regardless is told that nobody listens any more.
    over.abort('over')
  }
}

function brokenAnswer({ event, name, blocking = true }: Hook, why: string): HookAnswer {
  const isDenied = blocking && deciding.has(event)
  return {
    event,
    hook: name,
    decision: isDenied ? 'deny' : 'none',
    reason: `The hook did not answer as it should: ${why}.`,
    failed: true,
  }
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
