import { spawn, type ChildProcess } from 'node:child_process'
import { isSecretKey } from './is-secret-key.ts'
import type { Answer, ResolveOptions } from './resolve-secret.ts'

const mostCharacters = 64 * 1024
const mostComplaint = 400

/** Something that left the process group may hold the output open; nobody waits for it. */
const graceMs = 200

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly cause?: unknown
}

/** Runs a command for the first line that it prints. Does not reject. */
export async function askCommand(
  command: string,
  { env, signal }: ResolveOptions,
  mostMs = 10_000,
): Promise<Answer> {
  const late = AbortSignal.timeout(mostMs)
  const { code, stdout, stderr, cause } = await runShell(command, {
    env: withoutStartup(env),
    signal: AbortSignal.any([signal, late]),
  }).catch((error: unknown) => ({ code: null, stdout: '', stderr: '', cause: error }))
  if (cause !== undefined)
    return { why: 'The command cannot be started. Check that there is an sh.', cause }
  if (late.aborted && code !== 0)
    return { why: `The command took over ${mostMs / 1000} s and was ended. Make it faster.` }
  if (stdout.length > mostCharacters)
    return { why: 'The command printed over 64 KiB. Print one line.' }
  if (code === 0) return { secret: stdout.trimStart().split(/\r?\n/u, 1).join('') }
  const complaint = withoutWords(stderr.trim(), [stdout, ...secretsIn(env)]).slice(-mostComplaint)
  const how = code === null ? 'was ended by a signal' : `failed with ${code}`
  return { why: `The command ${how}. Run it yourself to see why. ${complaint}`.trimEnd() }
}

/** Rejects when a command is too long, or none. */
function runShell(
  command: string,
  { env, signal }: { env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', command], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const output = { stdout: '', stderr: '' }
    const stop = () => endGroup(child)
    const finish = (code: number | null, cause?: unknown) => {
      signal.removeEventListener('abort', stop)
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ code, ...output, cause })
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.stdout.length <= mostCharacters) output.stdout += text
      if (output.stdout.length > mostCharacters) stop()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      // Whole, so that what is taken out of it is not cut in two.
      if (output.stderr.length < mostCharacters) output.stderr += text
    })
    child.once('error', (cause) => finish(null, cause))
    child.once('close', (code) => finish(code))
    child.once('exit', (code) => {
      stop()
      // What was printed is read before.
      setTimeout(() => setImmediate(() => finish(code)), graceMs).unref()
    })
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    // The group of a process that has just ended may be refused to us where it is nobody's.
    const isRefused = error instanceof Error && 'code' in error && error.code === 'EPERM'
    if (!isGone && !isRefused) throw error
  }
}

/** Files that shells read first, and functions they import, are no part of the command. */
const withoutStartup = (env: ResolveOptions['env']) =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(?:ENV|BASH_ENV|BASH_FUNC_.*|SHELLOPTS|BASHOPTS)$/u.test(name),
    ),
  )

/** A complaint may repeat what was printed, the secret, or show what a variable holds. */
function withoutWords(complaint: string, printed: readonly string[]): string {
  const words = printed.flatMap((text) => [
    ...text.split(/\r?\n/u).map((line) => line.trim()),
    ...text.split(/\s+/u),
  ])
  return [...new Set(words)]
    .filter((word) => word !== '')
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, word) => text.replaceAll(word, '***'), complaint)
}

const secretsIn = (env: ResolveOptions['env']) =>
  Object.entries(env).flatMap(([name, value = '']) =>
    isSecretKey(name) && !value.startsWith('/') ? [value] : [],
  )
