/** A worktree is small work: git that takes longer hangs. */
const mostMs = 120_000

/** What git answers. Rejects with what it complained of. */
export async function git(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, output, complaint, isCut } = await run(args, cwd, env)
  if (code === 0) return output.toString('utf8')
  const why = isCut ? 'it is too large' : code === 'missing' ? 'there is no git' : complaint
  throw new Error(`git ${args[0]} in ${cwd}: ${why || `it ended with ${code}`}`)
}

/** The same where it does not matter whether there is anything to do. */
export async function tryGit(args: readonly string[], cwd: string): Promise<void> {
  await run(args, cwd, {})
}

async function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  const { runGit } = await import('@harness/context')
  return runGit(args, { cwd, env, signal: AbortSignal.timeout(mostMs) })
}
