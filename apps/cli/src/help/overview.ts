import { isGroup } from '../commands/table/command-spec.ts'
import { commands } from '../commands/table/table.ts'
import { columns } from './columns.ts'

const widest = 12

/** What there is, and where more is said. */
export function overview(): string {
  const rows = Object.entries(commands).flatMap(([name, entry]): [string, string][] => {
    if (isGroup(entry)) return [[`${name} …`, entry.about]]
    return entry.isAlias ? [] : [[name, entry.about]]
  })
  return `harness: a coding agent for the terminal whose every session is a log.

  harness "task"             do a task in this folder
  harness @task.md           the task is in a file
  git diff | harness "why?"  what is piped in follows the task
  harness --continue "more"  go on with the newest session of this folder
  harness                    talk with it, prompt by prompt

Commands
${columns([...rows, ['help, version', '']], widest)}
harness COMMAND --help says more of one; harness run --help has the flags of a task.
Completion of the shell: harness completion --help

Variables
  HARNESS_MODEL, HARNESS_PROVIDER  the model, when no flag says it; claude,openai is a chain
  HARNESS_HOME                     where sessions and your configuration are kept (~/.harness)
  HARNESS_CONFIG_CONTENT           a configuration, as its text
  OPENAI_API_KEY, …                the providers' own keys; harness doctor lists them
  OLLAMA_BASE_URL, …               another address for a provider: <PRESET>_BASE_URL
  NO_COLOR                         no colours

Exit codes
  0 done   1 failed or stuck   2 nothing was begun: the command must change
  3 limit reached   4 the last turn ended in a denial   130 interrupted
`
}
