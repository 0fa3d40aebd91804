import { UsageError } from '../outcome/usage-error.ts'
import type { Command } from './command.ts'
import { traceTranscript } from './trace-transcript.ts'

const commands: Readonly<Record<string, Command>> = { transcript: traceTranscript }

/** `harness trace …`. */
export async function traceCommand(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command) return command(rest)
  throw new UsageError(`There is no harness trace ${name}. There is: harness trace transcript.`)
}
