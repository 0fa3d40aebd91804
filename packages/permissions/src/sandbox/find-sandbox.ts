import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { bubblewrapArguments } from './bubblewrap-arguments.ts'
import { whyNoNamespaces } from './why-no-namespaces.ts'

/** What keeps commands in on this machine. */
export type Sandbox =
  | {
      kind: 'bubblewrap'
      program: string
      /** Whether namespaces within the sandbox are forbidden too. */
      closesNamespaces: boolean
      /** With it a command is asked to end before it is ended. */
      setsid?: string
      /** With it no open file of the harness, whatever its number, gets inside: other shells know numbers up to 9. */
      bash?: string
    }
  | { kind: 'seatbelt'; program: string }

/** The sandbox that works here, or why there is none and what to do. */
export type SandboxFinding = Sandbox | { kind: 'none'; why: string; fix: string }

type Env = Readonly<Record<string, string | undefined>>

/**
 * Tries what this machine has: it is not enough that the program is there, containers often forbid what it needs. Takes some
 * hundredths of a second and never rejects for a sandbox that does not work; ask once in a process.
 */
export async function findSandbox(
  env: Env = process.env,
  platform: string = process.platform,
): Promise<SandboxFinding> {
  if (platform === 'darwin') return findSeatbelt()
  if (platform === 'linux') return findBubblewrap(env)
  return {
    kind: 'none',
    why: `there is no sandbox for ${platform}`,
    fix: 'work on Linux (a virtual machine or WSL 2) or macOS',
  }
}

async function findSeatbelt(): Promise<SandboxFinding> {
  const program = '/usr/bin/sandbox-exec'
  const tried = await attempt([program, '-p', '(version 1)(allow default)', '/usr/bin/true'])
  if (tried.works) return { kind: 'seatbelt', program }
  return {
    kind: 'none',
    why: `${program} does not work: ${tried.said}`,
    fix: 'it belongs to macOS and does not work within another sandbox: start outside of that',
  }
}

async function findBubblewrap(env: Env): Promise<SandboxFinding> {
  const program = await find('bwrap', env)
  if (program === undefined) {
    return {
      kind: 'none',
      why: 'bubblewrap (bwrap) was not found on PATH',
      fix: 'install bubblewrap, with apt, dnf, pacman, apk or zypper: the package has this name',
    }
  }
  const [setsid, bash] = await Promise.all([find('setsid', env), find('bash', env)])
  const found = {
    kind: 'bubblewrap',
    program,
    ...(setsid !== undefined && { setsid }),
    ...(bash !== undefined && { bash }),
  } as const
  if ((await attempt(trial(program, true))).works) return { ...found, closesNamespaces: true }
  const tried = await attempt(trial(program, false))
  if (tried.works) return { ...found, closesNamespaces: false }
  return { kind: 'none', ...(await whyNoNamespaces(program, tried.said)) }
}

/** A command that does nothing, with all that commands get. */
function trial(program: string, closesNamespaces: boolean): string[] {
  const none = { hidden: [], readable: [], writable: [], readOnly: [], absent: [], blank: [] }
  const profile = { ...none, cwd: '/', env: {}, network: false, own: [{ path: '/tmp' }] }
  return [...bubblewrapArguments(profile, { program, closesNamespaces }), '/bin/true']
}

interface Attempt {
  works: boolean
  /** The last thing it said. */
  said: string
}

function attempt([program = '', ...args]: readonly string[]): Promise<Attempt> {
  const { promise, resolve } = Promise.withResolvers<Attempt>()
  const options = { env: {}, timeout: 20_000, cwd: '/' }
  execFile(program, args, options, (error, _, errors) => {
    const said = errors.trim().split('\n').at(-1) ?? ''
    resolve({ works: error === null, said: said || (error?.message ?? '') })
  })
  return promise
}

/** Where a program is. What PATH says in relation to a folder is not looked at: it may be anybody's. */
async function find(program: string, env: Env): Promise<string | undefined> {
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'))
  for (const folder of ['/usr/bin', '/bin', '/usr/local/bin', ...folders]) {
    const path = join(folder, program)
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return undefined
}
