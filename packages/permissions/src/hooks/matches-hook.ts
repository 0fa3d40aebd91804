import { matchTool } from '../match-tool.ts'

/** What the tools of Claude Code are called here, so that a hook that was written for it is not passed over in silence. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  Bash: ['shell'],
  // A patch changes files and makes them: whoever watches either watches it.
  Edit: ['edit', 'multi_edit', 'apply_patch'],
  MultiEdit: ['multi_edit'],
  Write: ['write_file', 'apply_patch'],
  Read: ['read_file'],
  Glob: ['glob'],
  Grep: ['search'],
  LS: ['list'],
  WebFetch: ['web_fetch'],
  Task: ['subagent'],
  Agent: ['subagent'],
  TodoWrite: ['todo_set'],
  AskUserQuestion: ['ask_user'],
}

/** Names with `*` in them, separated by `|`: `shell`, `edit|write_file`, `mcp_*`, `mcp__.*`. Empty and `*` are everything. */
export function matchesHook(matcher: string, subject: string): boolean {
  if (matcher === '') return true
  return matcher.split('|').some((name) => {
    const glob = name.trim().replaceAll('.*', '*')
    const names = Object.hasOwn(aliases, glob) ? (aliases[glob] ?? []) : [glob]
    return names.some((one) => matchTool(one, subject))
  })
}

/** A matcher is no regular expression: nothing that is written here can hang. */
export const matcherPattern = /^$|^(?:[\w*:/ -]|\.\*)+(?:\|(?:[\w*:/ -]|\.\*)+)*$/u
