import { CommandSpec } from '../events/task.ts'
import type { Redactor } from '../ports/redactor.ts'
import { restoreTexts, type RestoredJson } from './restore-texts.ts'

/** What variables are called that hold arguments: nobody else's variable is. */
const named = 'HARNESS_SECRET_'

/** Whether a variable of a command holds an argument of it, which is to be seen in no list of processes. */
export const isSecretVariable = (name: string): boolean => name.startsWith(named)

/**
 * A command with its secrets. Everybody may read the arguments of a process: of a shell's (`sh -c …`) those that hold a
 * secret come in variables, which are gone when the command itself begins.
 */
export function restoreCommand(
  spec: CommandSpec,
  redactor: Redactor | undefined,
): RestoredJson<CommandSpec> {
  const restored = restoreTexts(spec, redactor, (value) => CommandSpec.parse(value))
  if (restored.kind === 'missing' || !restored.isChanged) return restored
  return { ...restored, value: withoutArguments(restored.value, spec.argv) }
}

function withoutArguments(spec: CommandSpec, before: readonly string[]): CommandSpec {
  const { argv, env } = spec
  const [program = '', flag, script = '', name = 'sh', ...args] = argv
  // The shell, its flag and `$0` stand for nothing that is run.
  const isHeld = (at: number) => argv[at] !== before[at]
  if (flag !== '-c' || isHeld(0) || isHeld(3)) return spec
  const held = argv.flatMap((value, at) =>
    isHeld(at) ? [{ variable: `${named}${at}`, value }] : [],
  )
  if (held.length === 0) return spec
  const variables = held.map(({ variable }) => variable).join(' ')
  const given = args.map((_, at) => (isHeld(at + 4) ? `"$${named}${at + 4}"` : `"\${${at + 1}}"`))
  const lines = [
    ...(args.length > 0 ? [`set -- ${given.join(' ')}`] : []),
    ...(isHeld(2) ? [`_secret=$${named}2`] : []),
    `unset ${variables}`,
    isHeld(2) ? 'eval "$_secret"' : script,
  ]
  return {
    ...spec,
    argv: [
      program,
      '-c',
      lines.join('\n'),
      name,
      ...args.map((arg, at) => (isHeld(at + 4) ? '' : arg)),
    ],
    env: { ...env, ...Object.fromEntries(held.map(({ variable, value }) => [variable, value])) },
  }
}
