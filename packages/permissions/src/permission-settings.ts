import { z } from 'zod'
import type { PermissionRule } from '@harness/kernel'
import { modes } from './modes.ts'
import { parseRule } from './parse-rule.ts'
import { PermissionsError } from './permissions-error.ts'

/** `edit(src/**)`: said in the place where it stands when it is none. */
const Rule = z.string().superRefine((text, context) => {
  try {
    parseRule(text, 'deny', 'Here')
  } catch (error) {
    if (!(error instanceof PermissionsError)) throw error
    context.addIssue({ code: 'custom', message: error.message.replace(/^Here: /u, '') })
  }
})

const Rules = z.array(Rule)
const Without = z.union([z.boolean(), z.array(z.string().min(1))])

/** What a configuration says of permissions. Rules are `tool` or `tool(pattern)`. */
export const PermissionSettings = z.strictObject({
  mode: z.enum(modes).optional().describe('What happens where no rule speaks.'),
  allow: Rules.optional().describe('Rules of what runs without a question: "edit(src/**)".'),
  ask: Rules.optional().describe('Rules of what is always asked.'),
  deny: Rules.optional().describe('Rules of what never runs. They win, whatever allows it.'),
  allowWrite: Without.optional().describe(
    'Files of the workspace are changed without a question: all, or those of these patterns.',
  ),
  allowShell: Without.optional().describe(
    'Commands run without a question: all, or those of these patterns, such as "npm test".',
  ),
  allowNetwork: Without.optional().describe(
    'Addresses are fetched without a question: all, or those of these patterns.',
  ),
})
export type PermissionSettings = z.infer<typeof PermissionSettings>

/** The rules that settings come to, each saying where it stands. `where` is asked with the key, and the place in its list. */
export function settingRules(
  settings: PermissionSettings,
  where: (key: keyof PermissionSettings, index?: number) => string,
): PermissionRule[] {
  const written = (['deny', 'ask', 'allow'] as const).flatMap((decision) =>
    (settings[decision] ?? []).map((text, index) =>
      parseRule(text, decision, where(decision, index)),
    ),
  )
  return [
    ...written,
    ...without(settings.allowWrite, 'edit', (index) => where('allowWrite', index)),
    ...without(settings.allowShell, 'command', (index) => where('allowShell', index)),
    ...without(settings.allowNetwork, 'network', (index) => where('allowNetwork', index)),
  ]
}

function without(
  said: boolean | readonly string[] | undefined,
  access: 'edit' | 'command' | 'network',
  where: (index?: number) => string,
): PermissionRule[] {
  const rule = { decision: 'allow' as const, tool: '*', access }
  if (said === true) return [{ ...rule, source: where() }]
  if (said === undefined || said === false) return []
  return said.map((pattern, index) => ({ ...rule, pattern, source: where(index) }))
}
