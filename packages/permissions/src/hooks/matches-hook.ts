import { matchGlob } from '../match-glob.ts'

/** What the tools of Claude Code are called here, so that a hook that was written for it is not passed over in silence. */
const aliases: Readonly<Record<string, string>> = {
  Bash: 'shell',
  Edit: 'edit',
  MultiEdit: 'multi_edit',
  Write: 'write_file',
  Read: 'read_file',
  Glob: 'glob',
  Grep: 'search',
  LS: 'list',
  WebFetch: 'web_fetch',
  Task: 'subagent',
  Agent: 'subagent',
  TodoWrite: 'todo_set',
  AskUserQuestion: 'ask_user',
}

/** Names with `*` in them, separated by `|`: `shell`, `edit|write_file`, `mcp__*`, `mcp__.*`. Empty and `*` are everything. */
export function matchesHook(matcher: string, subject: string): boolean {
  if (matcher === '') return true
  return matcher.split('|').some((name) => {
    const glob = name.replaceAll('.*', '*')
    return matchGlob(aliases[glob] ?? glob, subject, { slashes: 'plain' })
  })
}

/** A matcher is no regular expression: nothing that is written here can hang. */
export const matcherPattern = /^$|^(?:[\w*:/ -]|\.\*)+(?:\|(?:[\w*:/ -]|\.\*)+)*$/u
