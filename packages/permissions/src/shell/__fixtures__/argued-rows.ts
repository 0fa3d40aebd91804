/** A row of the corpus that we judge otherwise: the beginning of the SHA-256 of its command, what it is, and why. */
export interface ArguedRow {
  id: string
  gate: 'hard' | 'recall'
  what: string
  why: string
}

export const arguedRows: readonly ArguedRow[] = [
  {
    id: 'a03c519f26b0',
    gate: 'hard',
    what: 'echo of one quoted text that looks like commands',
    why: 'In double quotes a backslash before a quote keeps the quote: bash, dash and the grammar agree that this prints one text and runs nothing else. The row guards readers that split before they unquote; the spelling with the quotes closed asks.',
  },
  {
    id: '2692eb38844f',
    gate: 'hard',
    what: 'echo, then ls',
    why: 'Both only read. The row says that a rule for echo must not cover what follows it, which holds: with an unknown program in the place of ls it asks.',
  },
  {
    id: '561473319195',
    gate: 'recall',
    what: 'awk over an account list',
    why: 'It reads outside the workspace, which the mode asks about whatever reads.',
  },
  {
    id: '546ce6ee42fa',
    gate: 'recall',
    what: 'find from an absolute folder',
    why: 'Outside the workspace.',
  },
  {
    id: 'facf0ba15811',
    gate: 'recall',
    what: 'find in the logs of the system',
    why: 'Outside the workspace.',
  },
  { id: 'b8654e26f60a', gate: 'recall', what: 'find in all homes', why: 'Outside the workspace.' },
  {
    id: 'fe349935c0b8',
    gate: 'recall',
    what: 'find from a quoted absolute folder',
    why: 'Outside the workspace.',
  },
  {
    id: '7eb34e619d57',
    gate: 'recall',
    what: 'cd to an absolute folder, then rg',
    why: 'Outside the workspace, as far as anybody can know without its place.',
  },
  {
    id: '804eefccd6e3',
    gate: 'recall',
    what: 'awk over a bare glob',
    why: 'A file may be named like an option; nothing says that of awk alone.',
  },
  {
    id: '100f69f8589c',
    gate: 'recall',
    what: 'awk that prints into the null device',
    why: 'Whether a text behind > is a device is not read out of the script.',
  },
  {
    id: 'bec81714809a',
    gate: 'recall',
    what: 'awk that prints into its own output',
    why: 'As the row before.',
  },
  {
    id: 'ecb31cf729eb',
    gate: 'recall',
    what: 'sed that writes into the null device',
    why: 'No writing command of sed is known, whatever it writes to.',
  },
  {
    id: '7272293ac655',
    gate: 'recall',
    what: 'sort into the null device',
    why: 'No -o is known, whatever it names.',
  },
  {
    id: 'b4fe8679c0d1',
    gate: 'recall',
    what: 'sort into its own output',
    why: 'No -o is known, whatever it names.',
  },
  {
    id: 'e2d77f885ece',
    gate: 'recall',
    what: 'sort into -',
    why: 'sort takes - for the name of a file there, and writes it.',
  },
  {
    id: 'de540bbbef06',
    gate: 'recall',
    what: 'git fetch',
    why: 'It reaches the network, changes refs, and may run what the repository configures.',
  },
  {
    id: '3029eb402ca3',
    gate: 'recall',
    what: 'git -C, status',
    why: 'In another repository git runs what its configuration names; the hard rows have -C too.',
  },
  { id: '6c582ab91ed6', gate: 'recall', what: 'git -C, log', why: 'As the row before.' },
  { id: '742a4091bb4e', gate: 'recall', what: 'git archive into a file', why: 'It writes a file.' },
  {
    id: '34c308f6390e',
    gate: 'recall',
    what: 'git archive into a file, long option',
    why: 'It writes a file.',
  },
  {
    id: 'e48822041b24',
    gate: 'recall',
    what: 'git archive from a remote',
    why: 'It reaches the network.',
  },
  {
    id: '64c6baacdf48',
    gate: 'recall',
    what: 'git bisect view',
    why: 'It starts another program, with a window where there is one.',
  },
  {
    id: '2ae11f8a7f4a',
    gate: 'recall',
    what: 'git difftool',
    why: 'It starts the program that the configuration names.',
  },
  {
    id: '0403b8fcdb1f',
    gate: 'recall',
    what: 'find -execdir',
    why: "It runs in each folder in turn: `git` there obeys that folder's configuration.",
  },
  {
    id: 'e00a58a88804',
    gate: 'recall',
    what: 'tee to a stream',
    why: 'What the stream was opened on is written: `tee /dev/stdin < file` empties the file.',
  },
  {
    id: '826c33e1c217',
    gate: 'recall',
    what: 'xxd',
    why: 'It takes clustered letters for one option, and a second word for a file to write: no table of letters is safe.',
  },
  {
    id: 'b21f8da21a33',
    gate: 'recall',
    what: 'xxd',
    why: 'It takes clustered letters for one option, and a second word for a file to write: no table of letters is safe.',
  },
  {
    id: '2266cc723928',
    gate: 'recall',
    what: 'xxd',
    why: 'It takes clustered letters for one option, and a second word for a file to write: no table of letters is safe.',
  },
  {
    id: 'ee8840254563',
    gate: 'recall',
    what: 'xxd',
    why: 'It takes clustered letters for one option, and a second word for a file to write: no table of letters is safe.',
  },
  {
    id: '2c5046899ebd',
    gate: 'recall',
    what: 'ps in the old style',
    why: 'Among such letters `e` shows the environment of every process.',
  },
]
