import { spawn, type ChildProcess } from 'node:child_process'
import type { Fault } from '../files/fault.ts'

export interface RipgrepRun {
  /** Where the program is. */
  program: string
  args: readonly string[]
  cwd: string
  signal: AbortSignal
  /** Takes one record of the output; `false` ends the search. */
  take(record: string): boolean
  /** What ends a record: a line end, or NUL for lists of files. */
  separator: '\n' | '\0'
  /** Milliseconds; default a minute. A folder may hold what never ends, as a pipe in the place of `.gitignore`. */
  timeoutMs?: number
}

const minute = 60_000

/** `.gitignore` counts without a repository too; it is what the folder's people wrote. */
const shared = ['--no-config', '--color=never', '--hidden', '--glob=!.git', '--no-require-git']
const mostRecord = 64 * 1024
const mostComplaint = 2000

/** Where the npm package put the program; undefined where it has none for this platform. */
export async function findRipgrep(): Promise<string | undefined> {
  try {
    return (await import('@vscode/ripgrep')).rgPath
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** What a search could not look into, in ripgrep's words, a line each; empty when there was nothing. */
export type Complaint = string

/** Runs a search to its end, or until it has given enough. Resolves with what went wrong, where it gave nothing for it. */
export async function runRipgrep(run: RipgrepRun): Promise<Fault | Complaint> {
  const { timeoutMs = minute } = run
  const child = spawn(run.program, [...shared, ...run.args], {
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    cwd: run.cwd,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const abort = () => child.kill('SIGKILL')
  run.signal.addEventListener('abort', abort)
  if (run.signal.aborted) abort()
  let taken = 0
  const take = (record: string) => {
    taken += 1
    return run.take(record)
  }
  try {
    const [code, enough, complaint] = await Promise.all([
      exitOf(child),
      feed(child, { ...run, take }),
      complaintOf(child),
    ])
    if (run.signal.aborted) return { code: 'cancelled', message: 'Cancelled.' }
    // 0 found, 1 found nothing; 2 has found what it could, when it has found something.
    if (enough || code === 0 || code === 1) return ''
    if (code === 2 && taken > 0) return complaint
    if (code === null) {
      const message = `ripgrep took longer than ${timeoutMs} ms: look in a smaller folder.`
      return { code: 'timeout', message }
    }
    return { code: 'search_failed', message: complaint || `ripgrep ended with ${code}.` }
  } catch (error) {
    if (!(error instanceof NoProgram)) throw error
    return { code: 'no_ripgrep', message: `${run.program} cannot be run: ${error.message}.` }
  } finally {
    run.signal.removeEventListener('abort', abort)
  }
}

class NoProgram extends Error {}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', (error) => reject(new NoProgram(error.message)))
  child.once('close', resolve)
  return promise
}

/** Cuts the output into records, none longer than a bound; true when the taker had enough. */
async function feed(
  child: ChildProcess,
  { take, separator }: Pick<RipgrepRun, 'take' | 'separator'>,
): Promise<boolean> {
  let rest = ''
  const pieces: AsyncIterable<string> | undefined = child.stdout?.setEncoding('utf8')
  for await (const piece of pieces ?? []) {
    const records = (rest + piece).split(separator)
    rest = (records.pop() ?? '').slice(0, mostRecord)
    if (!records.every(take)) {
      child.kill('SIGKILL')
      return true
    }
  }
  return rest !== '' && !take(rest)
}

async function complaintOf(child: ChildProcess): Promise<string> {
  let text = ''
  const pieces: AsyncIterable<string> | undefined = child.stderr?.setEncoding('utf8')
  for await (const piece of pieces ?? []) text = (text + piece).slice(0, mostComplaint)
  return text.trim()
}
