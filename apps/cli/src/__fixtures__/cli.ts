// Runs the built CLI as a person would.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The program, as it is built. */
export const main = new URL('../../dist/main.js', import.meta.url).pathname
if (!existsSync(main)) throw new Error('the CLI is not built: pnpm build')

/** What Node compiled is kept between runs, outside of what they leave behind. */
const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

interface Started {
  pid: number
  stdout(): string
  stderr(): string
  /** Resolves when the text stands in either output. */
  says(text: string): Promise<void>
  /** With `stdin: { open: true }`. */
  write(text: string): void
  endStdin(): void
  kill(signal: NodeJS.Signals): void
  closeStdout(): void
  ended: Promise<Ended>
}

/** A home and a workspace of its own, gone when it is disposed of. */
export interface Place {
  home: string
  workspace: string
  /** The environment of its programs. */
  env: Record<string, string>
  run(args: readonly string[], options?: RunOptions): Promise<Ended>
  start(args: readonly string[], options?: RunOptions): Started
  remove(): Promise<void>
}

interface RunOptions {
  /** What stands on standard input; `open`: what is written to it, until it is ended. */
  stdin?: string | Uint8Array | { open: true }
  env?: Record<string, string>
  cwd?: string
  /** No file may grow beyond so many blocks of 512 bytes: what a full disk is like. */
  fileBlocks?: number
}

/** `program`: the file to run in place of the built one. */
export async function place(program = main): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'harness-e2e-'))
  const home = join(folder, 'home')
  const workspace = await mkdtemp(join(folder, 'work-'))
  const start = (args: readonly string[], options: RunOptions = {}) =>
    startCli(args, { ...options, program, home, cwd: options.cwd ?? workspace })
  return {
    home,
    workspace,
    env: environmentOf(home),
    start,
    run: (args, options) => start(args, options).ended,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

const environmentOf = (home: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  TMPDIR: dirname(home),
  ...compiled,
  HOME: home,
  HARNESS_HOME: home,
})

interface Starting extends RunOptions {
  program: string
  home: string
  cwd: string
}

function startCli(
  args: readonly string[],
  { stdin, env, cwd, home, fileBlocks, program: file }: Starting,
): Started {
  const command = [process.execPath, file, ...args]
  const limited = ['/bin/sh', '-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, ...command]
  const [program = '', ...words] = fileBlocks === undefined ? command : limited
  const child = spawn(program, words, {
    cwd,
    env: { ...environmentOf(home), ...env },
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  const listeners = new Set<() => void>()
  const heard = () => listeners.forEach((listener) => listener())
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    heard()
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    heard()
  })
  child.stdin?.on('error', () => undefined)
  if (typeof stdin === 'string' || stdin instanceof Uint8Array) child.stdin?.end(stdin)
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    says: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!`${stdout}${stderr}`.includes(text)) return
          listeners.delete(check)
          resolve()
        }
        listeners.add(check)
        void ended.then(() => reject(new Error(`ended without ${text}: ${stdout}${stderr}`)))
        check()
      }),
    write: (text) => void child.stdin?.write(text),
    endStdin: () => void child.stdin?.end(),
    kill: (signal) => void child.kill(signal),
    closeStdout: () => child.stdout?.destroy(),
    ended,
  }
}
