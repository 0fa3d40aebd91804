import type { CaseFile } from '../../suite/suite-file.ts'

const script = `#!/bin/sh
# Copies every .txt below FROM into TO, without their folders; says how many there were.
# Two files of one name: the second becomes NAME.2.txt, the third NAME.3.txt. Fails when FROM is no folder.
from=$1
to=$2
mkdir -p $to
count=0
for file in $(find $from -name *.txt); do
  cp $file $to
  count=$((count + 1))
done
echo $count files
`

/** The script as it should be. */
export const mendedScript = `#!/bin/sh
# Copies every .txt below FROM into TO, without their folders; says how many there were.
# Two files of one name: the second becomes NAME.2.txt, the third NAME.3.txt. Fails when FROM is no folder.
set -eu
from=$1
to=$2
[ -d "$from" ] || { echo "$from is no folder" >&2; exit 1; }
mkdir -p -- "$to"
find "$from" -type f -name '*.txt' | LC_ALL=C sort | {
  count=0
  while IFS= read -r file; do
    name=$(basename -- "$file" .txt)
    target=$to/$name.txt
    number=2
    while [ -e "$target" ]; do
      target=$to/$name.$number.txt
      number=$((number + 1))
    done
    cp -- "$file" "$target"
    count=$((count + 1))
  done
  echo "$count files"
}
`

const check = `#!/bin/sh
set -eu
rm -rf out
[ "$(sh gather.sh notes out)" = "3 files" ]
[ "$(cat "out/to do.txt")" = "one" ]
[ -e out/a.txt ] && [ -e out/a.2.txt ]
rm -rf out
echo right
`

const hidden = `set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/from here/deep er" "$work/from here/x.txt"
printf 1 > "$work/from here/a b.txt"
printf 2 > "$work/from here/deep er/a b.txt"
printf 3 > "$work/from here/x.txt/a b.txt"
printf 4 > "$work/from here/-n.txt"
printf 5 > "$work/from here/no.md"
here=$PWD
cp gather.sh "$work/gather.sh"
cd "$work"
touch decoy.txt
[ "$(sh ./gather.sh "from here" "to there")" = "4 files" ]
[ "$(ls "to there" | wc -l)" -eq 4 ]
[ "$(cat "to there/a b.txt" "to there/a b.2.txt" "to there/a b.3.txt" | tr -d '\\n' | fold -w1 | sort | tr -d '\\n')" = 123 ]
if sh ./gather.sh nowhere out 2>/dev/null; then exit 1; fi
cd "$here"`

/** Names with spaces, a pattern that the shell expands too early, and names that meet. */
export const shellNames: CaseFile = {
  id: 'repair/shell-names',
  task: 'The script `gather.sh` loses files: names with spaces break it, two files of one name become one, and it says all is well when its folder is not there. Mend it so that it does what its head says, as a script of `sh`. `sh check.sh` says "right" when it works; that script and `notes` stay as they are.',
  files: {
    'gather.sh': script,
    'check.sh': check,
    'notes/a.txt': 'first\n',
    'notes/old/a.txt': 'second\n',
    'notes/to do.txt': 'one\n',
    'notes/skip.md': 'no\n',
  },
  setup: ['command -v mktemp', 'command -v find'],
  protect: ['check.sh', 'notes/**'],
  verify_command: 'sh check.sh',
  expect: { commands: [{ run: hidden }] },
}
