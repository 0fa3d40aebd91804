// What may be typed in a chat behind a slash: what /help lists and what is done, in one table.
import { UsageError } from '../outcome/usage-error.ts'
import { permissionFlags } from '../parse/flags.ts'
import { describeCompaction } from '../print/describe-compaction.ts'
import { taskRow } from '../print/task-row.ts'
import { wrapWords } from '../print/wrap-words.ts'
import type { Room } from './room.ts'

export interface SlashCommand {
  /** What follows its name, as it is typed. */
  takes?: string
  about: string
  /** Done at once, also while a run goes on. */
  isQuick?: true
  /** Its other names. */
  aliases?: readonly string[]
  /** Answers what is said of it. Rejects with what is wrong, and nothing is changed then. */
  act(room: Room, words: string): Promise<string | typeof leaving>
}

/** The chat is over. */
export const leaving = Symbol('leaving')

const modes: readonly string[] = permissionFlags['permission-mode'].choices

const status: SlashCommand = {
  aliases: ['cost'],
  about: 'session, model, mode, tokens, how full the context is, cost',
  isQuick: true,
  async act(room) {
    const { id, model = 'not known before something is said', mode } = room
    const spent = room.spent()
    return [
      `session  ${id ?? 'begins with what is said first'}`,
      `model    ${model}`,
      `mode     ${mode}`,
      `spent    ${spent.length > 0 ? spent.join(' · ') : 'nothing yet'}`,
    ].join('\n')
  },
}

const slashCommands: Readonly<Record<string, SlashCommand>> = {
  help: {
    about: 'this list',
    isQuick: true,
    async act(room) {
      return slashHelp(await room.commands())
    },
  },
  model: {
    takes: '[NAME]',
    about: 'the model, or another one from the next turn on',
    isQuick: true,
    async act(room, name) {
      if (name === '')
        return `The model is ${room.model ?? 'not known before something is said'}. /model PROVIDER/NAME takes another; harness models lists them.`
      await room.setModel(name)
      return `The model is ${name} from the next turn on.`
    },
  },
  mode: {
    takes: '[MODE]',
    about: 'the permission mode, or another one from the next decision on',
    isQuick: true,
    async act(room, mode) {
      if (mode === '') return `The mode is ${room.mode}. There are ${modes.join(', ')}.`
      if (!modes.includes(mode)) {
        throw new UsageError(
          `There is no mode ${JSON.stringify(mode)}: there are ${modes.join(', ')}. It stays ${room.mode}.`,
        )
      }
      await room.setMode(mode)
      return `The mode is ${mode}.`
    },
  },
  compact: {
    takes: '[WORDS]',
    about: 'make the conversation shorter; the words say what to keep',
    async act(room, focus) {
      if (room.id === undefined) return 'Nothing was said yet.'
      const made = await room.compact(focus === '' ? undefined : focus)
      if (made.kind === 'delivered') return 'It is made shorter between two turns.'
      if (made.kind === 'failed') return describeCompaction({ ...made, ok: false })
      return describeCompaction({ ...made, ok: true, message: null })
    },
  },
  clear: {
    about: 'a new session; this one can be resumed',
    async act(room) {
      const { id } = room
      await room.clear()
      return id === undefined ? 'A new session.' : `A new session. The last one: /resume ${id}`
    },
  },
  resume: {
    takes: 'ID',
    about: 'go on with another session',
    async act(room, id) {
      if (id === '')
        throw new UsageError('Which session? /resume ID; harness sessions list shows the ids.')
      await room.resume(id)
      return `Session ${room.id}.`
    },
  },
  status,
  tasks: {
    about: 'commands and subagents that it began',
    isQuick: true,
    async act(room) {
      const rows = (await room.tasks()).map(taskRow)
      return rows.length === 0
        ? 'It has begun no commands and no subagents.'
        : rows.join('').trimEnd()
    },
  },
  exit: {
    aliases: ['quit'],
    about: 'leave; so does Ctrl-D',
    async act() {
      return leaving
    },
  },
}

/** By any of its names. */
export const findSlash = (name: string): SlashCommand | undefined =>
  Object.entries(slashCommands).find(
    ([own, { aliases = [] }]) => own === name || aliases.includes(name),
  )?.[1]

export const slashNames: readonly string[] = Object.entries(slashCommands).flatMap(
  ([name, { aliases = [] }]) => [name, ...aliases],
)

interface OwnCommand {
  name: string
  about: string
}

/** Every command, with those that people wrote, and the keys, for a terminal of so many columns. */
export function slashHelp(
  own: readonly OwnCommand[],
  columns = process.stderr.columns || 80,
): string {
  const rows = Object.entries(slashCommands).map(([name, { takes, about, aliases = [] }]): Row => [
    `/${name}${takes ? ` ${takes}` : ''}`,
    [about, ...aliases.map((other) => `/${other} too`)].join('; '),
  ])
  const theirs = own.map(({ name, about }): Row => [`/${name}`, about])
  return [...inColumns([...rows, ...theirs], columns), '', ...inColumns(keys, columns)].join('\n')
}

type Row = readonly [typed: string, about: string]

function inColumns(rows: readonly Row[], columns: number): string[] {
  const width = Math.min(16, Math.max(...rows.map(([typed]) => typed.length)))
  const indent = ' '.repeat(width + 4)
  return rows.flatMap(([typed, about]) => {
    const [first = '', ...rest] = wrapWords(about.split(' '), Math.max(16, columns - width - 5))
    const lines =
      typed.length > width ? [`  ${typed}`, indent + first] : [`  ${typed.padEnd(width)}  ${first}`]
    return [...lines, ...rest.map((line) => indent + line)].map((line) => line.trimEnd())
  })
}

const keys: readonly Row[] = [
  ['Up, Down', 'what was said before'],
  ['\\ Enter', 'goes on in the next line; so does Alt-Enter'],
  ['Enter', 'while it works: says that to it'],
  ['Esc, Ctrl-C', 'while it works: interrupts it'],
  ['Ctrl-D', 'leaves; while it works, when it is done'],
]
