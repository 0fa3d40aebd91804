import {
  explainPermission,
  readPermissions,
  type PermissionQuestion,
  type PermissionsOptions,
} from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { permissionsFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { runOptions } from '../parse/run-options.ts'
import { explanationText, permissionsTable } from '../print/permissions-table.ts'

/** `harness permissions`: the mode and the rules; `harness permissions explain TOOL TARGET`: why a call is decided so. */
export async function permissionsCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, permissionsFlags)
  const [word, ...words] = positionals
  const options: PermissionsOptions = {
    ...runOptions(values),
    person: values['approval-mode'] !== 'never',
    onNotice: (text) => void process.stderr.write(`${text}\n`),
  }
  if (word !== undefined && word !== 'explain')
    throw new UsageError(`There is no harness permissions ${word}: leave it out, or say explain.`)
  if (word === undefined) {
    const view = await readPermissions(options)
    print(view, values.json === true, permissionsTable(view, process.stdout))
  } else {
    const explanation = await explainPermission(questionIn(words), options)
    print(explanation, values.json === true, explanationText(explanation, process.stdout))
  }
  return exitCodes.done
}

const print = (found: object, isJson: boolean, text: string): boolean =>
  process.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : text)

/** `shell(git push)`, or the tool and then what it is about. */
function questionIn([first = '', ...rest]: readonly string[]): PermissionQuestion {
  const [, called, inside] = /^([\w-]+)\((.*)\)$/su.exec(first) ?? []
  if (called !== undefined && inside !== undefined && rest.length === 0)
    return { tool: called, target: inside }
  if (first === '')
    throw new UsageError('Explain what? harness permissions explain shell "npm test".')
  return { tool: first, ...(rest.length > 0 && { target: rest.join(' ') }) }
}
