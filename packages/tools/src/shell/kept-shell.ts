// What a command leaves for the next one that asks for it: its folder and its exported variables, in a file that sh itself
// writes and reads. Their values never come to this process, so they reach neither the log nor a list of processes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The name of the file in its folder. */
const name = 'shell-state'

/** The folder that the last such command ended in; undefined when there was none. */
export function keptFolder(folder: string): string | undefined {
  try {
    const first = readFileSync(join(folder, name), 'utf8').split('\n')[0] ?? ''
    return first.startsWith('# ') ? first.slice(2) : undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * `sh -c script sh FILE COMMAND`. The state is written when the shell ends, however it ends but by a signal, and put in its
 * place at once; the exit code is the command's. The mark by which the processes of a task are found is each task's own.
 */
const script = `
_keep() {
  _code=$?
  trap - EXIT
  mkdir -p -m 700 "\${_state%/*}"
  (
    umask 077
    [ -z "\${BASH_VERSION-}" ] || set -o posix
    { printf '# %s\\n' "$PWD"; export -p; } >"$_state.$$"
  ) && mv -f "$_state.$$" "$_state"
  exit $_code
}
_state=$1 _command=$2 _mark=\${HARNESS_TASK-}
[ ! -f "$_state" ] || . "$_state"
HARNESS_TASK=$_mark
set --
trap _keep EXIT
eval "$_command"
`

/** The arguments of a shell whose command goes on with what the last one left, and leaves the same for the next. */
export const keepingShell = (program: string, command: string, folder: string): string[] => [
  program,
  '-c',
  script,
  'sh',
  join(folder, name),
  command,
]
