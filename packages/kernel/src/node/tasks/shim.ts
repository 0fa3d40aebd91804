// The shim: the process that owns one command, in portable sh because a Node process would cost ten times as much.
// It leads a session and a process group of its own, so it outlives the harness. Invariants: nothing runs before the
// shim has created the `runner` file, which only one shim can; `status` is written last, at once, ends with a newline.
// A command's output is a real pipe (a command that opens /dev/stderr again would empty a file), and the parts of the
// shim take no notice of what a command signals to its group (`kill 0`).

/**
 * Finding, stopping and reporting a command. The first reason in `stopped` and the first `status` win.
 * A process of the command is known by its process group, or by the mark in its environment if it left the group.
 */
const common = `
publish() {
  _code= _signal=null _stopped=
  read -r _code <"$_dir/code"
  read -r _stopped <"$_dir/stopped"
  if [ -z "$_code" ]; then _code=null _signal=9
  elif [ "$_code" -gt 128 ] && [ -s "$_dir/note" ]; then _signal=$((_code - 128)) _code=null
  fi
  [ -s "$_dir/status" ] ||
    printf '{"code":%s,"signal":%s,"stopped":"%s"}\\n' "$_code" "$_signal" "$_stopped" >|"$_dir/status"
}
marked() {
  _signal=$1
  shift
  _found=$(command -p grep -lsF "$_mark" "$@")
  for _file in $_found; do
    _pid=\${_file#/proc/}
    kill -s "$_signal" "\${_pid%/environ}"
  done
  [ -n "$_found" ]
}
group() { [ "$_leader" != 0 ] && kill -s "$1" -- "-$_leader"; }
patience() {
  for _moment in 1 2 3 4; do
    [ -s "$_dir/status" ] && break
    command -p sleep 0.1
  done
}
stop() {
  [ -z "$1" ] || echo "$1" >"$_dir/stopped"
  _alive=
  group TERM && _alive=1
  marked TERM /proc/[0-9]*/environ && _alive=1
  [ -z "$_alive" ] || patience
  _round=0
  while [ $_round -lt 50 ] && marked KILL /proc/[0-9]*/environ; do _round=$((_round + 1)); done
  [ -z "$_alive" ] || patience
  publish
  group KILL
}
set -C
_dir=$1 _mark=$2 _leader=$3
`

/** `sh -c stopShim name folder mark leader reason`: ends the tree from outside; leader 0 when the shim is gone. */
export const stopShim = `${common}
stop "$4"
`

/**
 * `sh -c runShim name folder mark 0 blocks milliseconds program argument…`. Descriptor 3 is a socket of the harness:
 * the timer needs no process of its own until that is closed. Exit code 75: another shim has claimed the task.
 *
 * - `sweep` ends what a finished command left behind. Processes are numbered in order, so only numbers given out since
 *   the start are looked at; in the usual case there are none. It is done when a look found nothing and no process was
 *   born meanwhile, or two looks found nothing: a process shows no environment while it becomes another program.
 * - `note` receives what the shell says of a command that a signal ended, and nothing else. A shell that says nothing
 *   (bash) leaves 128 + n as the exit code.
 * - The copier is `cat` under a file size limit: the operating system enforces the cap to the byte.
 */
export const runShim = `${common}
_blocks=$4 _limit=$5
shift 5
_leader=$$
field() { shift "$1"; _start=$1; }
if read -r _boot </proc/sys/kernel/random/boot_id && read -r _stat </proc/$$/stat; then
  field 20 \${_stat##*) }
else
  _boot= _start=$(command -p ps -o lstart= -p $$)
fi
printf '{"pid":%s,"start":"%s","boot":"%s"}\\n' $$ "$_start" "$_boot" >"$_dir/runner" || exit 75
trap : TERM INT HUP QUIT ALRM USR1 USR2

elapsed() {
  if read -r _up _ </proc/uptime; then _now=$((\${_up%.*} * 100 + 1\${_up#*.} - 100))
  else _now=$((\${SECONDS:-0} * 100))
  fi
}
young() {
  _near= _far=
  read -r _ _ _ _ _last </proc/loadavg || return
  read -r _parts </proc/$$/task/$$/children
  _pid=$_base
  [ "$_last" -ge "$_base" ] && [ $((_last - _base)) -lt 9999 ] || _pid=$_last _far='/proc/[0-9]*/environ'
  while [ "$_pid" -lt "$_last" ]; do
    _pid=$((_pid + 1))
    [ -d /proc/$_pid ] && read -r _stat </proc/$_pid/stat && sort_out \${_stat##*) }
  done
  true
}
sort_out() {
  [ "$1" = Z ] || [ "$2" = "$$" ] && return
  [ "$4" = "$$" ] && [ -n "$_parts" ] || { _far="$_far /proc/$_pid/environ"; return; }
  case " $_parts " in *" $2 "*) ;; *) _near="$_near $_pid" ;; esac
}
sweep() {
  _round=0 _calm=0 _left=$1
  while [ $_round -lt 50 ] && [ $_calm -lt 2 ] && young; do
    _round=$((_round + 1)) _calm=$((_calm + 1))
    [ -z "$_near$_far" ] || _left=1
    [ -z "$_near" ] || { kill -s KILL $_near; _calm=0; }
    [ -z "$_far" ] || { marked KILL $_far && _calm=0; }
    read -r _ _ _ _ _newest </proc/loadavg
    [ $_calm = 1 ] && [ "$_newest" = "$_last" ] && break
  done
  if [ -n "$_left" ]; then
    { exec >&2; command -p sleep 1; publish; group KILL; } &
  fi
}

elapsed
_begin=$_now
{
  trap '' TERM INT HUP QUIT ALRM USR1 USR2
  read -r _ <&3
  elapsed
  _left=$((_limit - (_now - _begin) * 10))
  [ $_left -gt 0 ] || _left=0
  _part=$((1000 + _left % 1000))
  command -p sleep "$((_left / 1000)).\${_part#1}" && stop timeout
} &
_timer=$!
{
  trap : TERM INT HUP QUIT ALRM USR1 USR2
  export HARNESS_TASK="\${HARNESS_TASK:+$HARNESS_TASK }$_mark"
  if read -r _ _ _ _ _base </proc/loadavg; then _unsure=; else _base=0 _unsure=1; fi
  exec 2>"$_dir/note"
  ("$@" 2>&1 3<&-)
  echo $? >"$_dir/code"
  exec 2>/dev/null
  sweep "$_unsure"
} | {
  trap '' TERM INT HUP QUIT ALRM USR1 USR2
  ulimit -c 0
  ulimit -f "$_blocks"
  command -p cat >"$_dir/out" 3<&- || stop output
}
publish
kill -s KILL $_timer
wait $_timer
group KILL
`
