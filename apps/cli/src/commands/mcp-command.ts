import { UsageError } from '../outcome/usage-error.ts'
import type { Command } from './command.ts'
import { mcpAdd } from './mcp-add.ts'
import { mcpList } from './mcp-list.ts'
import { mcpLogin } from './mcp-login.ts'
import { mcpLogout } from './mcp-logout.ts'
import { mcpRemove } from './mcp-remove.ts'
import { mcpServe } from './mcp-serve.ts'
import { mcpTest } from './mcp-test.ts'

const commands: Readonly<Record<string, Command>> = {
  add: mcpAdd,
  list: mcpList,
  remove: mcpRemove,
  test: mcpTest,
  login: mcpLogin,
  logout: mcpLogout,
  serve: mcpServe,
}

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
