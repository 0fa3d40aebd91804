import { isSecretVariable } from '@harness/kernel'
import { bubblewrapArguments } from './bubblewrap-arguments.ts'
import type { Sandbox } from './find-sandbox.ts'
import type { SandboxProfile } from './sandbox-profile.ts'
import { seatbeltEnvironment } from './seatbelt-environment.ts'
import { seatbeltProfile } from './seatbelt-profile.ts'

/** A program with its arguments and whole environment. */
export interface WrappedCommand {
  argv: string[]
  env: Record<string, string>
}

/**
 * `sh -c entrance bwrap NAME… bwrap argument…`. A task's mark goes inside and stays off bubblewrap itself, which is in a
 * session of its own: a request to end the task reaches the command, and not the wall around it, whose end is the end of
 * everything within. When the shim goes, so does bubblewrap. Files that the harness inherited open are closed.
 */
const entrance = `
for _file in /proc/self/fd/*; do
  _file=\${_file##*/}
  case $_file in
    [012]) ;;
    [3-9]) eval "exec $_file>&-" ;;
    *) [ -z "\${BASH_VERSION-}" ] || eval "exec $_file>&-" ;;
  esac
done
_mark=\${HARNESS_TASK-} _bwrap=$1 _clear=$2
unset HARNESS_TASK
shift 2
exec \${0:+"$0"} "$_bwrap" "$_clear" \${_mark:+--setenv HARNESS_TASK "$_mark"} "$@"
`

/** What a shell adds to the environment that it is given. */
const added = ['PWD', 'OLDPWD', 'SHLVL', '_']

/**
 * The same command inside the sandbox. Nothing of its environment is known to the wall around it but what must not stand in
 * the arguments of a process: that goes through.
 */
export function wrapCommand(
  sandbox: Sandbox,
  profile: SandboxProfile,
  argv: readonly string[],
): WrappedCommand {
  if (sandbox.kind === 'seatbelt') {
    const text = seatbeltProfile(profile)
    return { argv: [sandbox.program, '-p', text, ...argv], env: seatbeltEnvironment(profile) }
  }
  const { HARNESS_TASK: mark, ...all } = profile.env
  const variables = Object.entries(all)
  const env = Object.fromEntries(variables.filter(([name]) => !isSecretVariable(name)))
  const secret = Object.fromEntries(variables.filter(([name]) => isSecretVariable(name)))
  const [bwrap = '', ...around] = bubblewrapArguments({ ...profile, env }, sandbox)
  const inner = [bwrap, ...(Object.keys(secret).length > 0 ? passing(around) : around), ...argv]
  return {
    // bash with a socket as its input takes itself for a remote shell, and reads what its owner wrote for those.
    argv: [
      ...(sandbox.bash === undefined ? ['/bin/sh'] : [sandbox.bash, '--norc']),
      '-c',
      entrance,
      sandbox.setsid ?? '',
      ...inner,
    ],
    env: { ...(mark !== undefined && { HARNESS_TASK: mark }), ...secret },
  }
}

/** Instead of the whole environment only that is cleared which nobody asked for. */
const passing = ([, ...around]: readonly string[]): string[] => [
  '--die-with-parent',
  ...added.flatMap((name) => ['--unsetenv', name]),
  ...around,
]
