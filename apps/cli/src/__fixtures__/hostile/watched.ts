// Runs the built CLI in a folder, under a trace of the system calls that begin programs and reach others.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Ground } from './ground.ts'

const main = new URL('../../../dist/main.js', import.meta.url).pathname

const calls = 'execve,execveat,connect,sendto,sendmsg,sendmmsg'
const tracing = `-f -qq -s 4096 --seccomp-bpf -e signal=none -e trace=${calls}`.split(' ')

const { PATH: whole = '' } = process.env
/** Only folders with what is looked for: each of the others would be an attempt to begin it there. */
const few = whole
  .split(delimiter)
  .filter((folder) => ['git', 'bwrap'].some((name) => existsSync(join(folder, name))))
  .concat('/usr/bin', '/bin')
  .join(delimiter)

/** Why nothing is traced here; undefined where it is. */
export const whyNoTrace = (): string | undefined => {
  const { error, status, stderr } = spawnSync('strace', [...tracing, '-o', '/dev/null', 'true'])
  if (error) return 'strace is not installed'
  return status === 0 ? undefined : `strace does not work: ${String(stderr).trim()}`
}
const isTraced = whyNoTrace() === undefined

export interface Watched {
  code: number | null
  stdout: string
  stderr: string
  milliseconds: number
  /** Every attempt to begin a program, the CLI itself first; none where nothing is traced. */
  began: { program: string; args: string[] }[]
  /** Every address that something was sent to, as the trace has it. */
  reached: string[]
}

let traces = 0

export async function watched(
  { folder, home, root }: Ground,
  args: readonly string[],
  { path = '', most = 30_000 }: { path?: string | undefined; most?: number } = {},
): Promise<Watched> {
  const trace = join(root, `trace-${(traces += 1)}`)
  const env = {
    PATH: path + few,
    HOME: home,
    HARNESS_HOME: join(home, '.harness'),
    TMPDIR: root,
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
  }
  const cli = [process.execPath, main, ...args]
  // Only the CLI gets this PATH: strace would look for nothing with it, and neither do we.
  const traced = ['strace', ...tracing, '-o', trace, 'env', '-i', ...pairs(env), ...cli]
  const [program = '', ...words] = isTraced ? traced : cli
  const began = Date.now()
  const child = spawn(program, words, {
    cwd: folder,
    env: isTraced ? { PATH: whole } : env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const timer = setTimeout(
    () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'),
    most,
  )
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(timer)
  const lines = isTraced ? readFileSync(trace, 'utf8').split('\n') : []
  rmSync(trace, { force: true })
  return {
    code,
    stdout: stdout(),
    stderr: stderr(),
    milliseconds: Date.now() - began,
    // The first one is `env`.
    began: lines.flatMap(programOf).slice(isTraced ? 1 : 0),
    reached: lines.flatMap(addressOf),
  }
}

const pairs = (env: Record<string, string>) =>
  Object.entries(env).map(([name, value]) => `${name}=${value}`)

function collect(stream: NodeJS.ReadableStream): () => string {
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => void pieces.push(piece))
  return () => Buffer.concat(pieces).toString('utf8')
}

const quoted = /"((?:[^"\\]|\\.)*)"/gu

function programOf(line: string) {
  const [, rest] = /^\d+ +execve(?:at)?\((.*)$/u.exec(line) ?? []
  if (rest === undefined) return []
  const [program = '', ...args] = [...rest.matchAll(quoted)].map(([, text = '']) => text)
  return [{ program, args }]
}

/** Netlink is the kernel itself. */
const addressOf = (line: string): string[] => /\{sa_family=AF_(?!NETLINK)[^}]*\}/u.exec(line) ?? []
