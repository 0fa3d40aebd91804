import { HookEvent } from '@harness/kernel'
import { z } from 'zod'
import type { Hook } from './hook.ts'
import { commandHook } from './command-hook.ts'
import { matcherPattern } from './matches-hook.ts'

const CommandHook = z.strictObject({
  type: z.literal('command'),
  command: z.string().min(1).describe('A line for the shell.'),
  timeout: z.number().positive().optional().describe('Seconds. Default: 60.'),
  blocking: z
    .boolean()
    .optional()
    .describe('False: where the hook itself breaks, nothing is denied. Default: true.'),
})

const Matched = z.strictObject({
  matcher: z
    .string()
    .regex(matcherPattern, 'Write names of tools with * in them, separated by |: edit|write_file.')
    .optional()
    .describe('What it concerns: names of tools, with * in them, separated by |. Default: all.'),
  hooks: z.array(CommandHook),
})

/** Hooks by event, as Claude Code writes them: https://code.claude.com/docs/en/hooks. */
export const HookSettings = z.partialRecord(HookEvent, z.array(Matched))
export type HookSettings = z.infer<typeof HookSettings>

/** The hooks that settings name, in their order. */
export const settingHooks = (
  settings: HookSettings,
  env?: Readonly<Record<string, string | undefined>>,
): Hook[] =>
  HookEvent.options.flatMap((event) =>
    (settings[event] ?? []).flatMap(({ matcher, hooks }) =>
      hooks.map(({ command, timeout, blocking }) =>
        commandHook({
          event,
          command,
          ...(matcher !== undefined && { matcher }),
          ...(timeout !== undefined && { timeout }),
          ...(blocking !== undefined && { blocking }),
          ...(env && { env }),
        }),
      ),
    ),
  )
