// Every command: what is parsed, what --help prints and what shells complete is read from here. What does them stands elsewhere.
import type { CommandGroup, CommandSpec } from './command-spec.ts'
import { labCompareAlias } from './eval-lab-table.ts'
import { compareAlias, dashboardAlias } from './eval-compare-table.ts'
import { evaluation } from './eval-table.ts'
import { mcp } from './mcp-table.ts'
import { completion, skills } from './other-table.ts'
import { chat, demoCommands, run } from './run-table.ts'
import { sessions } from './sessions-table.ts'
import { setupCommands } from './setup-table.ts'
import { replay, trace, traceHtmlAlias } from './trace-table.ts'

export const commands: Readonly<Record<string, CommandSpec | CommandGroup>> = {
  run,
  chat,
  ...demoCommands,
  ...setupCommands,
  sessions,
  skills,
  mcp,
  eval: evaluation,
  'lab-compare': labCompareAlias,
  compare: compareAlias,
  dashboard: dashboardAlias,
  trace,
  replay,
  'trace-html': traceHtmlAlias,
  completion,
}
