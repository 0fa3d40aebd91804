// Every git command of ours runs here. Invariant: nothing of a repository is executed by it. Hooks, file system monitors,
// external diffs, filters and lazy fetches are all named in configuration that came with the folder, and are all off.
import { spawn } from 'node:child_process'

export interface GitOptions {
  cwd: string
  signal: AbortSignal
  /** Bytes of output to take; git is ended when it writes more. Default 16 MiB. */
  most?: number
  /** What it reads from standard input. */
  input?: Uint8Array
  /** Variables for git alone: an index of its own. */
  env?: Readonly<Record<string, string>>
}

export interface GitResult {
  /** The exit code; null when it was ended, `missing` when there is no git. */
  code: number | null | 'missing'
  output: Buffer
  /** Whether it wrote more than was taken. */
  isCut: boolean
  /** The beginning of what it complained of. */
  complaint: string
}

/** Runs git without executing anything of the repository. Never rejects; an abort ends it and resolves with code null. */
export async function runGit(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const filters = await start(listFilters, options, settings([]))
  const names = filters.output
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '')
  if (filters.code === 'missing') return filters
  return start(args, options, settings(names))
}

/** Reads configuration, and so runs nothing. */
const listFilters = [
  'config',
  '--null',
  '--name-only',
  '--get-regexp',
  String.raw`^filter\..*\.(clean|smudge|process|required)$`,
]

const passed = ['PATH', 'HOME', 'LANG', 'SYSTEMROOT', 'TMPDIR', 'XDG_CONFIG_HOME']

/** What is set over every configuration file. A name goes by the environment, as it may hold any character. */
function settings(filters: readonly string[]): Record<string, string> {
  const over: [string, string][] = [
    ['core.fsmonitor', 'false'],
    ['core.hooksPath', '/dev/null'],
    ['core.pager', 'cat'],
    ['core.sshCommand', 'false'],
    ['diff.external', ''],
    ['diff.ignoreSubmodules', 'dirty'],
    ['log.showSignature', 'false'],
    ['protocol.allow', 'never'],
    ['credential.helper', ''],
    ...filters.map((name): [string, string] => [name, name.endsWith('.required') ? 'false' : '']),
  ]
  const pairs = over.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ])
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(over.length) }
}

function environment(own: Readonly<Record<string, string>>): Record<string, string> {
  const kept = passed.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return {
    ...Object.fromEntries(kept),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ATTR_NOSYSTEM: '1',
    ...own,
  }
}

function start(
  args: readonly string[],
  { cwd, signal, most = 16 * 1024 * 1024, input, env }: GitOptions,
  own: Record<string, string>,
): Promise<GitResult> {
  const { promise, resolve } = Promise.withResolvers<GitResult>()
  const child = spawn('git', ['--no-pager', ...args], {
    cwd,
    env: environment({ ...own, ...env }),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  let size = 0
  let complaint = ''
  const abort = () => child.kill('SIGKILL')
  const end = (code: GitResult['code']) => {
    signal.removeEventListener('abort', abort)
    const output = Buffer.concat(chunks).subarray(0, most)
    resolve({ code, output, isCut: size > most, complaint: complaint.trim() })
  }
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size - chunk.length < most) chunks.push(chunk)
    if (size > most) abort()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, 2000)
  })
  child.once('error', () => end('missing'))
  child.once('close', (code) => end(code))
  // A git that ends before it has read everything is told of by its exit code.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return promise
}
