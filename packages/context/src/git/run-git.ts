// Every git command of ours runs here. Invariant: nothing of a repository is executed by it. Hooks, file system monitors,
// external diffs, filters and lazy fetches are all named in configuration that came with the folder, and are all off.
// What a flag alone turns off, the caller must: `--no-ext-diff --no-textconv` of a diff.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, isAbsolute, join, sep } from 'node:path'

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
  /** The exit code; null when it was ended, `missing` when there is no git, `too_old` before 2.31. */
  code: number | null | 'missing' | 'too_old'
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
  if (filters.code === 'missing' || filters.code === null) return filters
  // A git that does not know what is set by the environment would keep to the repository's own settings.
  if (!names.includes(witness)) return { ...filters, code: 'too_old', complaint: tooOld }
  return start(args, options, settings(names.filter((name) => name !== witness)))
}

const witness = 'harness.reads'
const tooOld = 'This git cannot be kept from running what a repository names; 2.31 or later can.'

/** Reads configuration, and so runs nothing. */
const listFilters = [
  'config',
  '--null',
  '--name-only',
  '--get-regexp',
  String.raw`^(filter\..*\.(clean|smudge|process|required)|harness\.reads)$`,
]

const passed = ['HOME', 'LANG', 'SYSTEMROOT', 'TMPDIR', 'XDG_CONFIG_HOME']

/** What is set over every configuration file. A name goes by the environment, as it may hold any character. */
function settings(filters: readonly string[]): Record<string, string> {
  const over: [string, string][] = [
    [witness, 'true'],
    ['core.fsmonitor', 'false'],
    ['core.hooksPath', '/dev/null'],
    ['core.pager', 'cat'],
    ['core.sshCommand', 'false'],
    ['core.alternateRefsCommand', 'false'],
    ['core.quotePath', 'false'],
    ['color.ui', 'false'],
    ['diff.external', ''],
    ['diff.ignoreSubmodules', 'dirty'],
    ['diff.submodule', 'short'],
    ['status.submoduleSummary', 'false'],
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

function environment(cwd: string, own: Readonly<Record<string, string>>): Record<string, string> {
  const kept = passed.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  })
  return {
    ...Object.fromEntries(kept),
    PATH: pathWithout(cwd),
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    // No protocol is called this. It stands over `protocol.<name>.allow`, and holds where lazy fetches cannot be turned off.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_ATTR_NOSYSTEM: '1',
    ...own,
  }
}

/** Without entries that lead into the repository: package managers put its own programs first. */
function pathWithout(cwd: string): string {
  const own = topOf(cwd) + sep
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((entry) => isAbsolute(entry) && !`${realOf(entry)}${sep}`.startsWith(own))
    .join(delimiter)
}

/** The outermost folder above that looks like a repository; the folder itself where there is none. */
function topOf(cwd: string): string {
  let top = realOf(cwd)
  for (let folder = top; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) top = folder
    if (dirname(folder) === folder) return top
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return path
    throw error
  }
}

function start(
  args: readonly string[],
  { cwd, signal, most = 16 * 1024 * 1024, input, env }: GitOptions,
  own: Record<string, string>,
): Promise<GitResult> {
  const { promise, resolve } = Promise.withResolvers<GitResult>()
  const nothing = { output: Buffer.alloc(0), isCut: false }
  if (!existsSync(cwd)) {
    return Promise.resolve({ ...nothing, code: null, complaint: `${cwd} does not exist.` })
  }
  const child = spawned(args, cwd, environment(cwd, { ...own, ...env }))
  if (!child) {
    const complaint = 'This repository names more filters than can be kept from running.'
    return Promise.resolve({ ...nothing, code: null, complaint })
  }
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

/** Undefined when the environment is too large for the system. */
function spawned(
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): ChildProcessWithoutNullStreams | undefined {
  try {
    return spawn('git', ['--no-pager', ...args], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'E2BIG') return undefined
    throw error
  }
}
