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
    id: 'bec81714809a',
    gate: 'recall',
    what: 'awk that prints into its own output',
    why: 'What the stream was opened on is written.',
  },
  {
    id: 'b4fe8679c0d1',
    gate: 'recall',
    what: 'sort into its own output',
    why: 'No -o is known but that of the null device.',
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
    id: 'e88b9fb20093',
    gate: 'recall',
    what: 'find that prints every file',
    why: 'Files with secrets are among them; with a name that is none of theirs it is allowed.',
  },
  {
    id: '2496fb05ad32',
    gate: 'recall',
    what: 'find that prints the beginning of every file',
    why: 'As the row before.',
  },
  {
    id: '7e727a12ddcc',
    gate: 'recall',
    what: 'git config of everything',
    why: 'What a person set for all repositories is among it: tokens, headers, programs.',
  },
  {
    id: '2248bbd89b49',
    gate: 'recall',
    what: 'git config of everything, short',
    why: 'As the row before.',
  },
  {
    id: '6c529df91bb7',
    gate: 'recall',
    what: 'git config of a person',
    why: 'As the row before.',
  },
  {
    id: '3ca9b53773a7',
    gate: 'recall',
    what: 'git config of the repository',
    why: 'Headers with tokens stand there where a repository was cloned by a build server.',
  },
  {
    id: 'be2a9ae6a24b',
    gate: 'recall',
    what: 'git var of everything',
    why: 'As the row before.',
  },
  {
    id: 'f6c79c3fa88d',
    gate: 'recall',
    what: 'the whole environment',
    why: 'Tokens and passwords are handed on in it; a variable by its name is allowed.',
  },
]
