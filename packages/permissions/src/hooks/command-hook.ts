import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import type { HookEvent } from '@harness/kernel'
import type { Hook, HookRun } from './hook.ts'
import type { HookInput } from './hook-input.ts'
import { HookOutput } from './hook-output.ts'

export interface CommandHookOptions extends Pick<
  Hook,
  'event' | 'matcher' | 'timeout' | 'blocking'
> {
  /** A line for the shell. */
  command: string
  /** Default: that of this process. */
  env?: Readonly<Record<string, string | undefined>>
}

/** Bytes of output that are read; a hook that says more breaks. */
const outputCap = 1024 * 1024
/** Milliseconds for the output behind the end of a hook, which another process may hold open for ever. */
const drainMs = 100

/**
 * A hook that is a command, run by a shell in the session's folder, as Claude Code does it: JSON on standard input; exit
 * code 0 is an answer, JSON on standard output or none; 2 denies, and standard error says why; everything else is a hook
 * that broke. A hook that is no longer wanted is ended with all that it started.
 */
export function commandHook(options: CommandHookOptions): Hook {
  const { command, env = process.env, ...rest } = options
  return {
    ...rest,
    name: command,
    async run(input, run) {
      const ended = await runCommand({ command, env, input }, run)
      return outputOf(rest.event, ended)
    },
  }
}

interface Ended {
  code: number | null
  signal: string | null
  out: string
  err: string
}

interface Command {
  command: string
  env: Readonly<Record<string, string | undefined>>
  input: HookInput
}

async function runCommand({ command, env, input }: Command, { signal }: HookRun): Promise<Ended> {
  const cwd = input.cwd === '' ? process.cwd() : input.cwd
  const child = spawn('/bin/sh', ['-c', command], {
    cwd,
    env: { ...env, HARNESS_PROJECT_DIR: cwd, CLAUDE_PROJECT_DIR: cwd },
    stdio: 'pipe',
    detached: true,
  })
  const kill = () => killAll(child)
  signal.addEventListener('abort', kill, { once: true })
  try {
    const out = collect(child.stdout, kill)
    const err = collect(child.stderr, kill)
    // A hook may end without reading what it is told.
    child.stdin.on('error', () => undefined)
    child.stdin.end(JSON.stringify(input))
    const { code, by } = await endOf(child)
    await Promise.race([Promise.all([out.ended, err.ended]), pause(drainMs)])
    if (out.isTooMuch() || err.isTooMuch()) throw new Error('it wrote more than 1 MiB')
    return { code, signal: by, out: out.text(), err: err.text() }
  } finally {
    signal.removeEventListener('abort', kill)
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
  }
}

const endOf = (child: ChildProcessWithoutNullStreams) =>
  new Promise<{ code: number | null; by: string | null }>((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`it could not be started: ${error.message}`)))
    child.on('exit', (code, by) => resolve({ code, by }))
  })

function killAll({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // It has ended by itself, or became somebody else's; whoever waits for it stops waiting all the same.
    const { code } = error instanceof Error && 'code' in error ? error : {}
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}

function collect(stream: NodeJS.ReadableStream, tooMuch: () => void) {
  const pieces: Buffer[] = []
  let size = 0
  stream.on('data', (piece: Buffer) => {
    size += piece.length
    if (size > outputCap) tooMuch()
    else pieces.push(piece)
  })
  return {
    ended: new Promise<void>((resolve) => stream.on('close', () => resolve())),
    isTooMuch: () => size > outputCap,
    text: () => Buffer.concat(pieces).toString('utf8').trim(),
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())

/** Events at which words on standard output are for the model. */
const spoken: ReadonlySet<HookEvent> = new Set(['UserPromptSubmit', 'SessionStart'])
/** Events at which nothing can be denied. */
const informed: ReadonlySet<HookEvent> = new Set(['SessionStart', 'SessionEnd', 'Notification'])

function outputOf(event: HookEvent, { code, signal, out, err }: Ended): HookOutput {
  if (code === 2) {
    const reason = err === '' ? 'It exited with code 2 and gave no reason.' : err
    return informed.has(event) ? { reason } : { decision: 'block', reason }
  }
  if (code !== 0) {
    const how = signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`
    throw new Error(err === '' ? how : `${how}: ${err.slice(0, 2000)}`)
  }
  if (out.startsWith('{')) return parse(out)
  return out !== '' && spoken.has(event) ? { hookSpecificOutput: { additionalContext: out } } : {}
}

function parse(text: string): HookOutput {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Error(`its output begins like JSON and is none: ${String(error)}`, { cause: error })
  }
  const parsed = HookOutput.safeParse(json)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`its output is not what a hook says: ${wrong.join('; ')}`)
}
