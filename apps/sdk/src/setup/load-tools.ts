import type { SessionStore, Tool } from '@harness/kernel'
import type { Options } from '../options.ts'
import { commandRunnerOf, type Commands } from './command-runner-of.ts'

export interface Loading {
  /** Everything that was said of the environment: the process's, and the options' over it. */
  env: Readonly<Record<string, string | undefined>>
  held: SessionStore
  /** The folder below which commands leave their files; a temporary one where there is none. */
  tasks: string | undefined
}

export interface LoadedTools {
  tools: readonly Tool[]
  commands: Commands
}

/** The coding tools, with the program's own in place of theirs or behind them; without those that a bare name disallows. */
export async function loadTools(options: Options, loading: Loading): Promise<LoadedTools> {
  const { codingTools } = await import('@harness/tools')
  const { env, held, tasks } = loading
  const own = options.tools ?? []
  const pass = Object.keys(options.env ?? {}).filter((name) => !isSecret.test(name))
  const defaults = codingTools({ shell: { environment: { from: env, pass } } })
  const tools = [
    ...defaults.map((tool) => own.find(({ name }) => name === tool.name) ?? tool),
    ...own.filter((tool) => !defaults.some(({ name }) => name === tool.name)),
  ]
  const gone = new Set(options.disallowedTools)
  return {
    tools: tools.filter(({ name }) => !gone.has(name)),
    commands: await commandRunnerOf(held, tasks),
  }
}

/** What a command is told of the environment stands in the log: what sounds like a secret stays out of it. */
const isSecret = /key|token|secret|passw|credential|auth/i
