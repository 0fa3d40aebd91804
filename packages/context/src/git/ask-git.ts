import { type ActContext, failed, type ToolResult } from '@harness/kernel'
import { isAround } from './git-place.ts'
import { runGit, type GitResult } from './run-git.ts'

export interface Git {
  /** What git answered, or the failure to tell. With `fallible`, an exit code other than 0 is an answer too. */
  ask(args: readonly string[], options?: { fallible?: boolean }): Promise<GitAnswer>
}

type GitAnswer =
  | { kind: 'answered'; text: string; ok: boolean; complaint: string }
  | { kind: 'refused'; result: ToolResult }

const mostMs = 30_000
/** Far more than a result may hold. */
const mostBytes = 1024 * 1024

/** git in the session's workspace, once it is known to be of a repository there. */
export async function openGit(
  context: Pick<ActContext, 'workspace' | 'signal'>,
): Promise<Git | ToolResult> {
  const git: Git = {
    async ask(args, { fallible = false } = {}) {
      const late = AbortSignal.timeout(mostMs)
      const signal = AbortSignal.any([context.signal, late])
      const result = await runGit(['--literal-pathspecs', ...args], {
        cwd: context.workspace,
        signal,
        most: mostBytes,
      })
      context.signal.throwIfAborted()
      const fault = faultOf(result, { isLate: late.aborted, fallible })
      if (fault) return { kind: 'refused', result: fault }
      const text = result.output.toString('utf8')
      return { kind: 'answered', text, ok: result.code === 0, complaint: result.complaint }
    },
  }
  const top = await git.ask(['rev-parse', '--show-toplevel'], { fallible: true })
  if (top.kind === 'refused') return top.result
  const folder = top.text.replace(/\n$/, '')
  // `core.worktree` may name any folder, and then paths would be of that one.
  const isOurs = top.ok && folder !== '' && (await isAround(folder, context.workspace))
  if (isOurs) return git
  const what = `${context.workspace} is in no git work tree of its own. ${top.complaint}`
  return failed('no_repository', what.trimEnd())
}

function faultOf(
  { code, isCut, complaint }: GitResult,
  { isLate, fallible }: { isLate: boolean; fallible: boolean },
): ToolResult | undefined {
  if (code === 'missing') return failed('no_git', 'There is no git here. Work without history.')
  if (code === 'too_old') return failed('no_git', complaint)
  if (code === 0 || isCut || (fallible && code !== null)) return undefined
  if (isLate) return failed('timeout', `git took over ${mostMs / 1000} s. Give a path.`)
  return failed('git_failed', complaint || `git ended with ${code}.`)
}
