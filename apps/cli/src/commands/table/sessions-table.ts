import {
  answerFlags,
  configFlags,
  jsonFlags,
  limitFlags,
  listFlags,
  modelFlags,
  noFlags,
  permissionFlags,
  postFlags,
  serverFlags,
} from '../../parse/flags.ts'
import {
  deleteFlags,
  exportFlags,
  forkFlags,
  forkInputFlags,
  forkPointFlags,
  rewindFlags,
  searchFlags,
  showFlags,
} from '../../parse/session-flags.ts'
import type { CommandGroup, CommandSpec } from './command-spec.ts'

const list: CommandSpec = {
  about: 'the sessions of this folder, the last changed first',
  usage: [['sessions list', 'title, id, when, how the last run ended, turns, cost, model']],
  flags: listFlags,
  example: 'sessions list --all',
}

const search: CommandSpec = {
  about: 'those in which certain words were said',
  usage: [['sessions search "words"', 'each with a piece of text around the first word']],
  flags: searchFlags,
  notes:
    'Looks at titles, at what was said and at replies. All words must be there; case does not matter.',
  example: 'sessions search --all "parser test"',
}

const show: CommandSpec = {
  about: 'what happened in one, step by step',
  usage: [
    ['sessions show ID', 'the steps, with their times'],
    ['sessions show ID --conversation', 'what the model sees of it'],
  ],
  flags: showFlags,
  example: 'sessions show m4k7rt --conversation --at 40',
  words: ['session'],
}

const exportSession: CommandSpec = {
  about: 'write one down, for people or for programs',
  usage: [
    ['sessions export ID', 'Markdown: what was said and done, what it cost'],
    ['sessions export ID --format json', 'one object, as exportSession() of the SDK answers it'],
    ['sessions export ID --format jsonl', 'the events of its log, one per line'],
  ],
  flags: exportFlags,
  notes: 'A file that is there is not written over without --force: exit code 2.',
  example: 'sessions export m4k7rt --output session.md',
  words: ['session'],
}

const rename: CommandSpec = {
  about: 'give one another title',
  usage: [['sessions rename ID "title"', '']],
  flags: noFlags,
  notes: 'While a process runs the session it keeps its title: exit code 2.',
  example: 'sessions rename m4k7rt "The parser"',
  words: ['session'],
}

const fork: CommandSpec = {
  about: 'make one that shares what came before',
  usage: [
    ['sessions fork ID[@SEQ]', 'prints the id of the new session; begins no run'],
    ['sessions fork ID@SEQ --model M', 'what if another model had gone on from there?'],
    ['sessions fork ID@SEQ "task" --system-prompt S', 'or another prompt, told another task?'],
  ],
  flags: forkFlags,
  sections: [
    ['Fork', forkPointFlags],
    ['Model', modelFlags],
    ['Permissions', permissionFlags],
    ['Configuration', configFlags],
    ['Servers', serverFlags],
    ['Limits', limitFlags],
    ['Input and output', forkInputFlags],
  ],
  notes: `With a task, --run, or anything but --title it goes on as harness run does, with the same exit codes. First the files
are put back to what they were at that event, as sessions rewind does: where it would be refused nothing is begun.
Without a task the run that was under way there goes on.

harness --fork ID@SEQ "task" goes on with the files as they are. sessions show ID --json has the events with their seq.`,
  example: 'sessions fork m4k7rt@40 --model openai/gpt-5.4',
  words: ['session'],
}

const rewind: CommandSpec = {
  about: 'put files back to what they were at an event of one',
  usage: [
    ['sessions rewind ID@SEQ', 'what file tools changed since, of subagents too'],
    ['sessions rewind ID@SEQ --dry-run', 'says what would be done'],
  ],
  flags: rewindFlags,
  notes: `A file that somebody else changed since is not overwritten: then nothing is touched, exit code 2. What is overwritten
is kept, and another rewind brings it back. What commands did is not taken back: they are listed.`,
  example: 'sessions rewind m4k7rt@40',
  words: ['session'],
}

const remove: CommandSpec = {
  about: 'delete some for good',
  usage: [['sessions delete ID…', 'says what goes, and asks on a terminal']],
  flags: deleteFlags,
  notes: `The sessions of their subagents go with them; forks stay, with all that they share. One that a process runs, or whose
commands still run, is not deleted: exit code 2, as where nobody can be asked and --yes is not said.`,
  example: 'sessions delete m4k7rt --yes',
  words: ['session'],
  repeats: true,
}

const follow: CommandSpec = {
  about: 'look on while another process runs one',
  usage: [['sessions follow ID', 'what happened, and every further step until Ctrl-C']],
  flags: jsonFlags,
  example: 'sessions follow m4k7rt',
  words: ['session'],
}

const post: CommandSpec = {
  about: 'say something to one, whoever runs it',
  usage: [['sessions post ID "text"', 'taken up at its next turn']],
  flags: postFlags,
  notes:
    'What is posted to a session that nobody runs waits in it, and counts first when it is resumed.',
  example: 'sessions post m4k7rt "use the other database"',
  words: ['session'],
}

const answer: CommandSpec = {
  about: 'allow or deny what one asks',
  usage: [
    ['sessions answer ID allow', 'allow what it asks'],
    ['sessions answer ID deny "reason"', 'say to the model why not'],
    ['sessions answer ID allow --always session', 'and do not ask for just this again'],
    ['sessions answer ID say "…"', "answer a question of the model's"],
  ],
  flags: answerFlags,
  notes: 'Exit code 2 when nothing is asked.',
  example: 'sessions answer m4k7rt allow',
  words: ['session', ['allow', 'deny', 'say']],
}

const tasks: CommandSpec = {
  about: 'the commands and subagents of one',
  usage: [['sessions tasks ID', 'running and ended, each with its number']],
  flags: jsonFlags,
  example: 'sessions tasks m4k7rt',
  words: ['session'],
}

const background: CommandSpec = {
  about: 'wait no longer for a task of one',
  usage: [['sessions background ID N', 'task N goes on; its end will be told']],
  flags: noFlags,
  example: 'sessions background m4k7rt 12',
  words: ['session'],
}

const cancel: CommandSpec = {
  about: 'cancel what one is doing',
  usage: [
    ['sessions cancel ID', 'its run, whoever runs it'],
    ['sessions cancel ID N', 'task N alone'],
  ],
  flags: noFlags,
  example: 'sessions cancel m4k7rt',
  words: ['session'],
}

const compact: CommandSpec = {
  about: 'make the conversation of one shorter',
  usage: [['sessions compact ID ["words"]', 'the words say what to keep']],
  flags: jsonFlags,
  notes:
    'At once where it is idle, else between two turns. Exit code 1 when nothing could be made shorter.',
  example: 'sessions compact m4k7rt "the names of the tables"',
  words: ['session'],
}

export const sessions: CommandGroup = {
  about: 'what was done, and what is being done',
  otherwise: 'list',
  commands: {
    list,
    search,
    show,
    export: exportSession,
    rename,
    fork,
    rewind,
    delete: remove,
    follow,
    post,
    answer,
    tasks,
    background,
    cancel,
    compact,
  },
  notes: `ID is the id of a session, or four or more characters of its beginning or its end that no other has.

  go on with one         harness --resume ID ["task"]
  from an earlier place  harness --fork ID@SEQ "task"

One process runs a session at a time. A second one is refused with exit code 2: it may follow, post, answer, cancel.`,
}
