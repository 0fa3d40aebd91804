import { findCommand } from './commands/find-command.ts'
import { bearClosedPipes } from './outcome/closed-pipe.ts'
import { exitCodes } from './outcome/exit-codes.ts'
import { leave } from './outcome/leave.ts'
import { requireHome } from './outcome/require-home.ts'
import { asksForJson } from './parse/asks-for-json.ts'

/** Does what was typed and leaves with what the exit code says. */
export async function start(args: readonly string[]): Promise<void> {
  bearClosedPipes()
  try {
    requireHome()
    const { command, rest } = await findCommand(args)
    await leave(await command(rest))
  } catch (error) {
    const { explainError } = await import('./outcome/explain-error.ts')
    const { code, message, exitCode } = explainError(error)
    if (asksForJson(args)) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`)
    const { plainText } = await import('./print/plain-text.ts')
    process.stderr.write(`harness: ${plainText(message)}\n`)
    await leave(exitCode ?? exitCodes.failed)
  }
}
