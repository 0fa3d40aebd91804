// What a command leaves for the next one that asks for it: its folder and its exported variables, in a file that sh itself
// writes and reads. Their values never come to this process, so they reach neither the log nor a list of processes.
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

/** The name of the file in its folder. */
const name = 'shell-state'
/** The longest path of a folder, with the mark before it. */
const mostBytes = 4100

/** The folder that the last such command ended in; undefined when there was none, or when nobody can tell. */
export async function keptFolder(folder: string): Promise<string | undefined> {
  // A command may have put anything in its place: a link, or a pipe that never ends.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  try {
    await using file = await open(join(folder, name), flags)
    if (!(await file.stat()).isFile()) return undefined
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
    const [first = '', ...more] = buffer.toString('utf8', 0, bytesRead).split('\n')
    return first.startsWith('# ') && more.length > 0 ? first.slice(2) : undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

/**
 * `sh -c script sh FILE EXPORTS COMMAND`. The state is written when the shell ends, unless a signal ends it, and put in its
 * place at once; the exit code is the command's. The mark by which the processes of a task are found is each task's own, and
 * so is the folder that it was started in. Nothing here is traced, and no program is looked for where the command says.
 */
const script = `
_save() (
  set +eu
  umask 077
  _new=$_state.$$ _folder=$PWD
  PATH=$_path
  command mkdir -p "\${_state%/*}" && {
    case $_folder in
      *'
'*) echo '#' ;;
      *) printf '# %s\\n' "$_folder" ;;
    esac
    PATH=$_exported
    if [ -n "\${BASH_VERSION-}" ]; then eval "$_exports"; else export -p; fi
    PATH=$_path
  } >"$_new" && command mv -f "$_new" "$_state" && exit 0
  command rm -f "$_new"
  exit 1
) 2>/dev/null
_end() {
  _exported=\${PATH-} _ended=1
  _save || echo 'keep: the folder and the exports of this command could not be written down.' >&2
}
set -- "$@" "\${HARNESS_TASK-}" "$PWD" "$PATH"
# What cannot be read is left out, and not said at every command.
[ ! -f "$1" ] || ! (. "$1") >/dev/null 2>&1 || . "$1" 2>/dev/null
_state=$1 _exports=$2 _command=$3 HARNESS_TASK=$4 PWD=$5 _path=$6 _ended=
set --
trap '{ _code=$?; set +x; } 2>/dev/null
[ "$_ended" ] || _end
exit $_code' EXIT
# A signal ends bash with that too, and other shells without.
[ -z "\${BASH_VERSION-}" ] || for _signal in HUP INT TERM; do
  trap "trap - EXIT $_signal; kill -$_signal $$" "$_signal"
done
eval "$_command"
{ _code=$?; set +x; } 2>/dev/null
_end
exit $_code
`

/** What bash exports, as sh can read it too: its own way of writing values is not that of other shells. */
const exports = `
IFS='
'
_quote="'"
_quoted="'\\\\''"
for _name in $(compgen -e); do
  case $_name in BASHOPTS | SHELLOPTS | BASH_* | SHLVL | UID | EUID | PPID | _*) continue ;; esac
  [ -z "\${!_name+x}" ] || printf "export %s='%s'\\n" "$_name" "\${!_name//$_quote/$_quoted}"
done
`

/** The arguments of a shell whose command goes on with what the last one left, and leaves the same for the next. */
export const keepingShell = (program: string, command: string, folder: string): string[] => [
  program,
  '-c',
  script,
  'sh',
  join(folder, name),
  exports,
  command,
]
