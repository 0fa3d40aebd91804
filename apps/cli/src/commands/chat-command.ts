import { UsageError } from '../outcome/usage-error.ts'
import { compileNoSchemas } from '../parse/compile-no-schemas.ts'
import { chatFlags } from '../parse/flags.ts'
import { formatOf, tellingOf } from '../parse/output-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { ofArgument } from '../parse/read-prompt.ts'
import { runOptions } from '../parse/run-options.ts'
import { hasPerson } from '../person/ask-on-terminal.ts'
import { isAlive } from '../print/screen.ts'

/** `harness chat`, and `harness` alone on a terminal. */
export async function chatCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, chatFlags)
  const options = runOptions(values)
  const format = formatOf(values)
  const telling = tellingOf(values)
  if (format !== 'text' && hasPerson()) {
    throw new UsageError(
      `-o ${format} is for programs: pipe the prompts in, a line each, or leave it out.`,
    )
  }
  const prompt = await ofArgument(positionals, options.cwd ?? process.cwd())
  await compileNoSchemas()
  const asks = values['approval-mode'] !== 'never' && hasPerson()
  const start = { options, prompt, telling, asks }
  // What edits lines is loaded where there are any to edit.
  if (hasPerson() && isAlive(process.stderr)) {
    const { chatOnTerminal } = await import('../chat/terminal-chat.ts')
    return chatOnTerminal(start)
  }
  const { chatInLines } = await import('../chat/chat-in-lines.ts')
  return chatInLines({ ...start, format })
}
