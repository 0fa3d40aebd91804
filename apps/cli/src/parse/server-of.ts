import type { AddServerInput } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'
import { approvals, transports, type addServerFlags } from './mcp-flags.ts'
import { wholeNumber } from './numbers.ts'
import type { parseFlags } from './parse-flags.ts'

type Values = Awaited<ReturnType<typeof parseFlags<typeof addServerFlags>>>['values']

export interface TypedServer {
  /** What stands before `--`. */
  words: readonly string[]
  /** What stands behind it. */
  command: readonly string[]
  values: Values
}

/** The name and the settings of a server, as they were typed. What they mean together is for the schema to say. */
export function serverOf({
  words: [name, ...words],
  command: [program, ...args],
  values,
}: TypedServer): Pick<AddServerInput, 'name' | 'server'> {
  if (name === undefined) throw new UsageError(`Which? ${forms('NAME')}`)
  const [url, second] = words
  if (program === undefined) {
    if (url === undefined) throw new UsageError(`Where is ${name}? ${forms(name)}`)
    if (second !== undefined) throw new UsageError(`${name} has one address, not ${second} too.`)
    return { name, server: addressOf(url, values) }
  }
  if (url === undefined) return { name, server: commandOf(program, args, values) }
  throw new UsageError(
    `${name} is either the address ${url} or the command behind --: leave one of them out.`,
  )
}

const forms = (name: string) =>
  `A command: harness mcp add ${name} -- COMMAND ARGS. An address: harness mcp add ${name} https://….`

type Server = AddServerInput['server']

function commandOf(command: string, args: readonly string[], values: Values): Server {
  const { header, env = [], cwd, sandbox } = values
  const type = transportOf(values)
  if (header) throw onlyFor('--header', 'an address')
  if (type === 'http' || type === 'sse') throw onlyFor(`--transport ${type}`, 'an address')
  const passEnv = values['pass-env']
  return {
    ...(type && { type }),
    command,
    ...(args.length > 0 && { args: [...args] }),
    ...(env.length > 0 && { env: Object.fromEntries(env.map(variableOf)) }),
    ...(passEnv && { passEnv }),
    ...(cwd !== undefined && { cwd }),
    ...(sandbox && { sandbox }),
    ...sharedOf(values),
  }
}

function addressOf(url: string, values: Values): Server {
  const { header = [] } = values
  const type = transportOf(values)
  const foreign = (['env', 'pass-env', 'cwd', 'sandbox'] as const).find(
    (flag) => values[flag] !== undefined,
  )
  if (foreign !== undefined) throw onlyFor(`--${foreign}`, 'a command')
  if (type === 'stdio') throw onlyFor('--transport stdio', 'a command')
  return {
    ...(type && { type }),
    url,
    ...(header.length > 0 && { headers: Object.fromEntries(header.map(headerOf)) }),
    ...sharedOf(values),
  }
}

const transportOf = ({ transport }: Values) => transports.find((one) => one === transport)

function sharedOf({ trusted, 'timeout-ms': timeout, ...values }: Values) {
  const timeoutMs = wholeNumber('timeout-ms', timeout)
  const approval = approvals.find((one) => one === values.approval)
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(trusted && { trusted }),
    ...(approval && { approval }),
  }
}

function variableOf(text: string): [string, string] {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/su.exec(text) ?? []
  // What was typed may be a secret, and is not repeated.
  if (name === undefined || value === undefined)
    throw new UsageError('--env is NAME=VALUE, such as --env LEVEL=debug.')
  return [name, value]
}

function headerOf(text: string): [string, string] {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(\S.*)$/u.exec(text.trim()) ?? []
  if (name === undefined || value === undefined)
    throw new UsageError("--header is 'Name: value', such as --header 'X-Team: garden'.")
  return [name, value]
}

const onlyFor = (flag: string, what: string) =>
  new UsageError(`${flag} is for ${what} alone: leave it out.`)
