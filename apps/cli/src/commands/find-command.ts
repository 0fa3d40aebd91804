import { UsageError } from '../outcome/usage-error.ts'
import type { Command } from './command.ts'
import { configCommand } from './config-command.ts'
import { demoCommand } from './demo-command.ts'
import { doctorCommand } from './doctor-command.ts'
import { initCommand } from './init-command.ts'
import { mcpCommand } from './mcp-command.ts'
import { modelsCommand } from './models-command.ts'
import { permissionsCommand } from './permissions-command.ts'
import { runCommand } from './run-command.ts'
import { sessionsCommand } from './sessions-command.ts'
import { skillsCommand } from './skills-command.ts'
import { traceCommand } from './trace-command.ts'
import { trustCommand } from './trust-command.ts'

const commands: Readonly<Record<string, Command>> = {
  run: runCommand,
  demo: demoCommand,
  start: demoCommand,
  init: initCommand,
  config: configCommand,
  trust: trustCommand,
  doctor: doctorCommand,
  mcp: mcpCommand,
  models: modelsCommand,
  permissions: permissionsCommand,
  sessions: sessionsCommand,
  skills: skillsCommand,
  trace: traceCommand,
}

/** The command that was typed and what follows it; without one, everything is the task of `run`. */
export async function findCommand(
  args: readonly string[],
): Promise<{ command: Command; rest: readonly string[] }> {
  const [first = '', ...rest] = args
  const command = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (command) return { command, rest }
  await refuseTypo(first, rest)
  return { command: runCommand, rest: args }
}

/** One word that is almost a command is one, mistyped. */
async function refuseTypo(word: string, rest: readonly string[]): Promise<void> {
  if (!/^[a-z]{3,}$/.test(word) || rest.some((one) => !one.startsWith('-'))) return
  const { closestName } = await import('@harness/kernel')
  const names = [...Object.keys(commands), 'help', 'version']
  const closest = closestName(word, names, word.length > 5 ? 2 : 1)
  if (closest === undefined) return
  throw new UsageError(
    `There is no command ${word}. Did you mean harness ${closest}? As a task: harness run ${word}.`,
  )
}
