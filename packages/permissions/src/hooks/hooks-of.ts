import { HookEvent, type Hooks } from '@harness/kernel'
import type { Hook } from './hook.ts'
import { hookInput, subjectOf } from './hook-input.ts'
import { matchesHook } from './matches-hook.ts'
import { runHook } from './run-hook.ts'

export interface HooksOptions {
  /** Where the log of a session is, a path; empty where it is in no file. */
  transcriptOf?(session: string): string
}

/** Asks all hooks that an event concerns at the same time; their answers stand in the order of the list. */
export function hooksOf(hooks: readonly Hook[], { transcriptOf }: HooksOptions = {}): Hooks {
  return {
    events: HookEvent.options.filter((event) => hooks.some((hook) => hook.event === event)),
    async run(occasion, context) {
      const subject = subjectOf(occasion)
      const concerned = hooks.filter(
        ({ event, matcher = '' }) =>
          event === occasion.event && (subject === undefined || matchesHook(matcher, subject)),
      )
      const input = hookInput(occasion, context, transcriptOf?.(context.session) ?? '')
      return Promise.all(concerned.map((hook) => runHook(hook, input, context.signal)))
    },
  }
}
