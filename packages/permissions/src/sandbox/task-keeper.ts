import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandSpec, TaskHandle } from '@harness/kernel'
import type { Sandbox } from './find-sandbox.ts'
import { guardFinder, type GuardedPlaces } from './guarded-places.ts'
import { makeProfile, type SandboxPlace } from './make-profile.ts'
import { makeOwnFolders, type HomeFiles } from './own-home.ts'
import { quarantine, type Moved } from './quarantine.ts'
import { removeEmpty } from './remove-empty.ts'
import { isSeen, type SandboxProfile } from './sandbox-profile.ts'
import { readRecord, writeRecord, type TaskRecord } from './task-record.ts'
import { wrapCommand } from './wrap-command.ts'

/** Where the commands of a session may act. */
export interface SessionPlace extends SandboxPlace {
  /** Below it are the commands' own home and temporary folder, and what is to be remembered of each. */
  scratch: string
  /** Asked once, when the commands' own home is made: what it begins with. Default: nothing. */
  homeFiles?: HomeFiles
  /** Whether the command opens files of the workspace that hold secrets by their names. Default: no. */
  opensSecrets?: boolean
}

/** A command that is ready to be run inside, or taken over. */
interface KeptTask {
  spec: CommandSpec
  /** Looks at what it left when it has ended, once; what there is to say of it, or nothing. */
  conclude(): Promise<string>
}

export interface TaskKeeper {
  begin(handle: TaskHandle, task: KeptCommand): Promise<KeptTask | { fault: string }>
}

interface KeptCommand {
  spec: CommandSpec
  place: SessionPlace
  sandbox: Sandbox
}

/** Looks at a workspace before and after each command. What it has to know after is on disk, for another process. */
export function taskKeeper(): TaskKeeper {
  const findGuarded = guardFinder()
  /** By the records of the commands that run: whose places are held. */
  const running = new Map<string, TaskRecord>()
  const isHeld = (path: string) => [...running.values()].some(({ absent }) => absent.includes(path))
  /** Made while a command runs that is looked at when it ends: what another one does with it is looked at too. */
  const isFresh = (identity: string, { workspace, commits }: SessionPlace) =>
    [...running.values()].some(
      (other) =>
        other.workspace === workspace &&
        (other.commits ?? false) === (commits ?? false) &&
        !other.before.includes(identity),
    )

  async function conclude(file: string): Promise<string> {
    running.delete(file)
    const record = readRecord(file)
    if (!record) return ''
    if (record.note !== undefined) return record.note
    for (const path of record.made) if (!isHeld(path)) removeEmpty(path)
    const now = await findGuarded(record.workspace, record)
    const places = now.places.filter(({ path }) => !(record.absent.includes(path) && isEmpty(path)))
    const note = describe(quarantine(record.before, places), record, now)
    writeRecord(file, { ...record, note })
    return note
  }

  return {
    async begin(handle, { spec, place, sandbox }) {
      if (place.workspace === '/') return { fault: nowhere }
      const file = join(place.scratch, 'commands', `${handle.task}.json`)
      await makeOwnFolders(place)
      const guarded = await findGuarded(place.workspace, place)
      const profile = makeProfile(withSecrets(place, guarded), spec, guarded.places)
      const known = readRecord(file)
      // What has begun goes on, whatever became of its folder.
      if (!known && !isSeen(profile, profile.cwd)) {
        return { fault: unseen(spec.cwd, place.workspace) }
      }
      const record = known ?? recordOf(place, profile, { guarded, isHeld, isFresh })
      if (record.note === undefined) {
        writeRecord(file, record)
        running.set(file, record)
      }
      const inside = { ...spec, ...wrapCommand(sandbox, profile, spec.argv) }
      return { spec: inside, conclude: () => conclude(file) }
    },
  }
}

/** The harness asks before it reads such a file: a command inside is not asked about. */
const withSecrets = (place: SessionPlace, { secrets }: GuardedPlaces): SessionPlace =>
  place.opensSecrets === true
    ? place
    : { ...place, secrets: [...(place.secrets ?? []), ...secrets] }

const nowhere = 'the workspace is /, all of the machine: work in a folder of it'
const unseen = (cwd: string, workspace: string) =>
  `the sandbox hides the folder ${cwd}: work in ${workspace}, or run the command outside the sandbox`

interface Looked {
  guarded: GuardedPlaces
  isHeld(path: string): boolean
  isFresh(identity: string, place: SessionPlace): boolean
}

const recordOf = (
  place: SessionPlace,
  { absent }: SandboxProfile,
  { guarded, isHeld, isFresh }: Looked,
): TaskRecord => ({
  workspace: place.workspace,
  ...(place.commits && { commits: true }),
  before: guarded.places
    .filter(({ path, identity }) => !absent.includes(path) && !isFresh(identity, place))
    .map(({ identity }) => identity),
  isComplete: guarded.isComplete,
  absent: [...absent],
  made: absent.filter((path) => isHeld(path) || !lstatSync(path, { throwIfNoEntry: false })),
})

function describe(moved: readonly Moved[], before: TaskRecord, now: GuardedPlaces): string {
  const lines = moved.map(({ path, to }) =>
    to === undefined
      ? `${path} appeared and could not be moved aside: remove it.`
      : `${path} appeared and is now ${to}.`,
  )
  if (lines.length > 0) lines.push('It would decide what runs outside. A person may rename it.')
  if (before.isComplete && !now.isComplete) {
    lines.push('Some folders cannot be looked into any more: there may be repositories in them.')
  }
  return lines.map((line) => `[sandbox] ${line}`).join('\n')
}

function isEmpty(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isDirectory() === true && readdirSync(path).length === 0
}
