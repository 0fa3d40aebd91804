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
  return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: true })
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
