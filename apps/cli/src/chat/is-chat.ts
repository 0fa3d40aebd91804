import { parseArgs } from 'node:util'
import { chatFlags, runFlags } from '../parse/flags.ts'

/** Whether somebody sits at a terminal and gave no task: no words, and no flag that only a task has. */
export function isChat(args: readonly string[]): boolean {
  const { stdin, stdout, stderr } = process
  if (!stdin.isTTY || !stdout.isTTY || !stderr.isTTY) return false
  const { tokens } = parseArgs({
    args: [...args],
    options: runFlags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  return tokens.every(
    (token) =>
      token.kind === 'option' &&
      Object.hasOwn(chatFlags, token.name) &&
      token.name !== 'output-format',
  )
}
