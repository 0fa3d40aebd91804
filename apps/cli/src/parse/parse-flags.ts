import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { UsageError } from '../outcome/usage-error.ts'
import type { Flag } from './flags.ts'

type Known = ParseArgsOptionsConfig & Readonly<Record<string, Flag>>

/** Flags and words of a command. Throws a `UsageError` that names the closest flag. */
export async function parseFlags<const T extends Known>(args: readonly string[], flags: T) {
  const { tokens } = parseArgs({
    args: [...args],
    options: flags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const flag = Object.hasOwn(flags, name) ? flags[name] : undefined
    if (!flag) throw await unknownFlag(rawName, Object.keys(flags))
    checkValue(rawName, flag, value)
  }
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: true })
  } catch (error) {
    throw dashed(error, tokens)
  }
}

/** The one thing left that a strict look refuses: a value that begins with a dash. */
function dashed(error: unknown, tokens: readonly { kind: string }[]): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error
  for (const token of tokens) {
    if (!('value' in token) || !('rawName' in token) || typeof token.value !== 'string') continue
    const name = String(token.rawName)
    if (token.value.startsWith('-')) {
      return new UsageError(
        `${name} ${token.value}: a value cannot begin with a dash. If it is meant, write ${name}=${token.value}.`,
      )
    }
  }
  return error
}

function checkValue(rawName: string, flag: Flag, value: string | undefined): void {
  if (flag.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value: leave out =${value}.`)
    return
  }
  if (value === undefined || value === '') {
    throw new UsageError(`${rawName} wants a value: ${rawName} ${flag.value ?? 'VALUE'}.`)
  }
  if (flag.choices && !flag.choices.includes(value)) {
    throw new UsageError(`${rawName} is ${flag.choices.join(', ')}; not ${JSON.stringify(value)}.`)
  }
}

async function unknownFlag(rawName: string, names: readonly string[]): Promise<UsageError> {
  const { closestName } = await import('@harness/kernel')
  const closest = closestName(rawName, names)
  const hint = closest === undefined ? 'harness --help lists them.' : `Did you mean --${closest}?`
  return new UsageError(`There is no flag ${rawName}. ${hint}`)
}
