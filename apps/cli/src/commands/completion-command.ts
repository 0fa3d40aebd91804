import { listSessions, presetNames } from '@harness/sdk'
import { bashScript } from '../complete/bash-script.ts'
import { fishScript } from '../complete/fish-script.ts'
import { places } from '../complete/places.ts'
import { shells } from '../complete/shells.ts'
import { zshScript } from '../complete/zsh-script.ts'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { noFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { shorten } from '../print/format.ts'
import { plainLine } from '../print/plain-text.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }

/** As many as a person looks through. */
const mostSessions = 50
const longestTitle = 60

/** `harness completion SHELL`, and `harness completion sessions`, which the scripts ask. */
export async function completionCommand(args: readonly string[]): Promise<number> {
  const { positionals } = await parseFlags(args, noFlags)
  const [word, ...more] = positionals
  refuseWords('completion SHELL', more)
  if (word === 'sessions') {
    for (const { id, title = '' } of (await listSessions()).slice(0, mostSessions))
      process.stdout.write(`${id}\t${shorten(plainLine(title), longestTitle)}\n`)
    return exitCodes.done
  }
  const shell = shells.find((one) => one === word)
  if (shell === undefined) {
    const what = word === undefined ? '' : `, not ${JSON.stringify(word)}`
    throw new UsageError(
      `For which shell? harness completion ${shells.join('|')}${what}. harness completion --help says how to install it.`,
    )
  }
  process.stdout.write(scripts[shell](places(), await presetNames()))
  return exitCodes.done
}
