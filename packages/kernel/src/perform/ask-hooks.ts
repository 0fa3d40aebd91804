import { messageOf } from '../errors/message-of.ts'
import { textContent, type Content } from '../events/content.ts'
import type { Draft } from '../events/event.ts'
import type { HookAnswer } from '../events/hook.ts'
import type { HookOccasion } from '../ports/hooks.ts'
import { boundText } from '../result/bound-text.ts'
import { hasHooks } from '../state/hooks.ts'
import type { Performance } from './performance.ts'

/** What the hooks of an event say, where the session has some. Whatever breaks, breaks closed, but keeps no run from ending. */
export async function askHooks(
  occasion: HookOccasion,
  { session, host, signal, recovering }: Performance,
): Promise<readonly HookAnswer[]> {
  const { configuration, workspace } = session.state.identity
  if (!configuration || !hasHooks(occasion.event, session.state)) return []
  if (!host.hooks)
    return [broken(occasion, 'This process runs no hooks, and the session has some.')]
  const { mode } = configuration.permissions
  try {
    return await host.hooks.run(occasion, {
      signal,
      session: session.id,
      workspace,
      mode,
      recovering,
    })
  } catch (error) {
    if (signal.aborted) throw error
    return [broken(occasion, messageOf(error))]
  }
}

export const broken = ({ event }: Pick<HookAnswer, 'event'>, reason: string): HookAnswer => ({
  event,
  hook: 'hooks',
  decision: event === 'Stop' || event === 'SubagentStop' ? 'none' : 'deny',
  reason,
  failed: true,
})

/** A hook may end the run. */
export const stopsOf = (answers: readonly HookAnswer[]): Draft[] =>
  answers
    .flatMap(({ hook, stop }) => (stop === undefined ? [] : [`${hook}: ${stop}`]))
    .slice(0, 1)
    .map((by) => ({ type: 'cancel.requested', data: { by } }))

/** What the model reads: every context, and why hooks object, where it is to hear of that. */
export function contentOf(
  answers: readonly HookAnswer[],
  { about, objections }: { about: string; objections: boolean },
): { content?: Content } {
  const texts = answers.flatMap(({ decision, reason, context }) => [
    ...(objections && decision === 'deny' ? [reason ?? 'Not yet.'] : []),
    ...(context === undefined ? [] : [context]),
  ])
  if (texts.length === 0) return {}
  return { content: textContent(boundText(`Hook ${about}:\n${texts.join('\n')}`)) }
}
