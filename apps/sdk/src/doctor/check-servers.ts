import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import type { McpServerSettings } from '@harness/mcp'
import { sandboxHere } from '../sandbox/sandbox-here.ts'
import { SdkError } from '../sdk-error.ts'
import type { Check } from './check.ts'
import { findProgram } from './find-program.ts'
import type { Env, Ground } from './ground.ts'
import { shellWord } from './shell-word.ts'

const name = 'mcp'

/** Which servers of the Model Context Protocol a run would start, and what keeps them from starting. Starts none. */
export async function checkServers({ prepared, folder, home }: Ground): Promise<Check[]> {
  if (prepared instanceof SdkError || folder instanceof SdkError) return []
  const { settings, servers, env } = prepared
  const configured = Object.entries(settings.config.mcpServers ?? {})
  if (configured.length === 0) return []
  const names = configured.map(([one, { enabled = true }]) => (enabled ? one : `${one} (disabled)`))
  const faults = await Promise.all(
    Object.entries(servers?.settings ?? {}).map(async ([server, each]) => {
      const fault =
        'url' in each ? addressFault(each, env) : await commandFault(each, { env, folder })
      return fault
        ? [{ name, status: 'warn' as const, found: `${server}: ${fault.why}`, fix: fault.fix }]
        : []
    }),
  )
  const left = (servers?.faults ?? []).map((found): Check => ({
    name,
    status: 'warn',
    found,
    fix: 'correct its settings; set what they name, or write ${NAME:-otherwise}',
  }))
  const fix = 'harness mcp test says whether they work'
  return [
    { name, status: 'info', found: names.join(', '), fix },
    ...left,
    ...faults.flat(),
    ...(await wallRows([...(servers?.walls.keys() ?? [])])),
    ...(await loginRows(home)),
  ]
}

interface Fault {
  why: string
  fix: string
}

type Command = Extract<McpServerSettings, { command: string }>
type Address = Extract<McpServerSettings, { url: string }>

async function commandFault(
  { command, args = [], cwd, env: own, passEnv = [] }: Command,
  { env, folder }: { env: Env; folder: string },
): Promise<Fault | undefined> {
  const there = cwd === undefined ? folder : resolve(folder, cwd)
  if (!existsSync(there))
    return { why: `its cwd ${there} is not there`, fix: 'correct cwd, or make the folder' }
  if (/\s/u.test(command) && args.length === 0) {
    return {
      why: 'its command has spaces in it',
      fix: 'write the program in command, and each word behind it in args',
    }
  }
  const found = await findProgram(command, { env: { ...env, ...own }, folder: there })
  if (found === 'missing') {
    return {
      why: `its program ${command} is not there`,
      fix: `install ${command}, or correct its command`,
    }
  }
  if (found === 'not executable')
    return {
      why: `its program ${command} may not be executed`,
      fix: `chmod +x ${shellWord(command)}`,
    }
  const [script = ''] = args
  if (/^(?:.*\/)?(?:node|python3?|bash|sh)$/u.test(command) && /^[^-].*\.\w+$/u.test(script)) {
    const path = isAbsolute(script) ? script : join(there, script)
    if (!existsSync(path))
      return { why: `${command} is told to run ${path}, which is not there`, fix: 'correct args' }
  }
  const missing = passEnv.filter((variable) => !env[variable])
  if (missing.length === 0) return undefined
  return {
    why: `passEnv names ${missing.join(', ')}, which is not set`,
    fix: `set ${missing.join(', ')}`,
  }
}

function addressFault({ url, oauth }: Address, env: Env): Fault | undefined {
  const variables = [oauth?.clientSecretEnv, oauth?.clientKeyEnv].filter((one) => one !== undefined)
  const missing = variables.filter((variable) => !env[variable])
  if (missing.length > 0) {
    return {
      why: `it logs in by ${missing.join(', ')}, which is not set`,
      fix: `set ${missing.join(', ')}`,
    }
  }
  const { protocol, hostname } = new URL(url)
  const isHere = /^(?:localhost|127\.|\[::1\])/u.test(hostname)
  if (protocol === 'https:' || isHere) return undefined
  return {
    why: `${hostname} is asked by http: what is sent can be read on the way`,
    fix: 'write https://',
  }
}

async function wallRows(walled: readonly string[]): Promise<Check[]> {
  if (walled.length === 0 || (await sandboxHere()).kind !== 'none') return []
  const found = `${walled.join(', ')}: to run in the sandbox, and there is none: not started`
  return [
    { name, status: 'warn', found, fix: 'see "sandbox", or leave sandbox out of its settings' },
  ]
}

/** Logins that cannot be read are none: every server that wants one asks anew. */
async function loginRows(home: string): Promise<Check[]> {
  const { loginsIn } = await import('../mcp/logins-in.ts')
  try {
    await loginsIn(home, () => undefined).read('any')
    return []
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const fix = 'log in anew where that is needed: harness mcp login NAME'
    return [{ name, status: 'warn', found: error.message, fix }]
  }
}
