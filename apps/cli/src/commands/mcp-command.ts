import { UsageError } from '../outcome/usage-error.ts'
import type { Command } from './command.ts'
import { mcpServe } from './mcp-serve.ts'

const commands: Readonly<Record<string, Command>> = { serve: mcpServe }

/** `harness mcp …`. */
export async function mcpCommand([name = '', ...rest]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command) return command(rest)
  const names = Object.keys(commands).join(', ')
  throw new UsageError(
    name === ''
      ? `Which? There are: harness mcp ${names}.`
      : `There is no harness mcp ${name}. There are: ${names}.`,
  )
}
