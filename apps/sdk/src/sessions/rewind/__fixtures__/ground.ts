// A folder in which sessions change files by a script: what is said to the model is what it does, turn by turn.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { contentText, type Event, type ModelRequest } from '@harness/kernel'
import { says, scripted } from '../../../__fixtures__/scripted.ts'
import { readSession, rewindSession, run, type Options, type Rewound } from '../../../index.ts'

export type Call = [tool: string, input: object]

/** Calls of one turn; `person` writes a file, or removes it, before the model says them. */
export interface Turn {
  calls: readonly Call[]
  person?: readonly [path: string, content: string | null]
}

/** What stands in a folder, by path: content and mode; folders end with a slash. */
export type Tree = Readonly<Record<string, string>>

export const ground = () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'harness-rewind-')))
  const workspace = join(folder, 'work')
  mkdirSync(workspace)
  const home = join(folder, 'home')
  const write = (path: string, content: string, mode?: number) => {
    const file = join(workspace, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    if (mode !== undefined) chmodSync(file, mode)
  }
  const person = ([path, content]: NonNullable<Turn['person']>) =>
    content === null ? rmSync(join(workspace, path), { force: true }) : write(path, content)
  const provider = scripted((request) => {
    const { turn, script } = placeIn(request)
    const { calls, person: edit } = script[turn] ?? { calls: [] }
    if (edit) person(edit)
    return says(calls.length === 0 ? 'Done.' : '', [...calls])
  })
  const options = (more: Options = {}): Options => ({
    cwd: workspace,
    home,
    provider,
    permissionMode: 'bypassPermissions',
    maxTurns: 200,
    contextChars: 0,
    ...more,
  })
  return {
    workspace,
    home,
    write,
    options,
    tree: () => treeOf(workspace),
    /** Answers the session's id. */
    async does(turns: readonly Turn[], more: Options = {}): Promise<string> {
      const done = await run({ prompt: JSON.stringify(turns), options: options(more) })
      if (done.reason !== 'done') throw new Error(`it ended: ${done.reason} ${done.message}`)
      return done.sessionId
    },
    async events(id: string): Promise<Event[]> {
      const events: Event[] = []
      for await (const event of readSession(id, { home })) events.push(event)
      return events
    },
    rewind: (id: string, at: number, how: { force?: boolean; dryRun?: boolean } = {}) =>
      rewindSession(id, { at, home, ...how }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
export type Ground = ReturnType<typeof ground>

/** The newest script that was said, and how far it is. */
function placeIn({ messages }: ModelRequest): { turn: number; script: Turn[] } {
  const at = messages.findLastIndex(
    (one) => one.role === 'user' && contentText(one.content).startsWith('[{'),
  )
  const said = messages[at]
  if (said?.role !== 'user') throw new Error('no script was said')
  const turn = messages.slice(at).filter(({ role }) => role === 'assistant').length
  return { turn, script: JSON.parse(contentText(said.content)) }
}

function treeOf(folder: string, above = ''): Tree {
  const tree: Record<string, string> = {}
  for (const name of readdirSync(folder).toSorted()) {
    const stat = lstatSync(join(folder, name))
    if (stat.isDirectory()) {
      tree[`${above}${name}/`] = ''
      Object.assign(tree, treeOf(join(folder, name), `${above}${name}/`))
    } else tree[`${above}${name}`] = contentOf(join(folder, name), stat.mode)
  }
  return tree
}

const contentOf = (path: string, mode: number) =>
  `${(mode & 0o777).toString(8)} ${readFileSync(path, 'latin1')}`

/** One word for each file: what was done to it. */
export const actions = ({ files }: Rewound) =>
  Object.fromEntries(files.map(({ name, action }) => [name, action]))

export const read = (path: string): Call => ['read_file', { path }]
export const put = (path: string, content: string): Call => ['write_file', { path, content }]
export const drop = (path: string): Call => [
  'apply_patch',
  { patch: `*** Begin Patch\n*** Delete File: ${path}\n*** End Patch\n` },
]
