/** What Claude Code calls them: nobody reads these names in a rule. */
export const foreignTools: Readonly<Record<string, string>> = {
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
