import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { GuardedPlace } from './guarded-places.ts'
import { listeningSockets } from './listening-sockets.ts'
import { privateFiles, privateFolders, secretsOfHome, startupOfHome } from './private-places.ts'
import { repositoryAround, rootOf } from './repository-around.ts'
import type { PrivateFolder, SandboxProfile } from './sandbox-profile.ts'
import { visiblePrograms } from './visible-programs.ts'

/** Where a command may act. */
export interface SandboxPlace {
  /** The folder that is worked in: a real path, and not `/`. */
  workspace: string
  /** The workspace is only read, but for what is named in `writable`. Default: it may be changed. */
  onlyReads?: boolean
  /** Whether commands reach the network, this machine's servers included. Default: no. */
  network?: boolean
  /** Whether repositories take commits: of a `.git` only what decides what runs is read-only. Default: no. */
  commits?: boolean
  /** Further folders and files that may be changed. Those that are not there are passed over. */
  writable?: readonly string[]
  /** Read though they lie below something hidden. */
  readable?: readonly string[]
  /** Files of the workspace that cannot be opened, unless they lie in what is named in `readable`. */
  secrets?: readonly string[]
  /** Hidden beside homes, temporary folders, sockets and keys: where the harness keeps its sessions. */
  hidden?: readonly string[]
  /**
   * A folder that outlives one command: below it are the commands' own home and temporary folder. Without it both are in
   * memory and gone with the command. It may lie in what is hidden.
   */
  scratch?: string
}

export interface SandboxedCommand {
  cwd: string
  env: Readonly<Record<string, string>>
}

/** What a command may see and do, from what is there now. Reads the file system, changes nothing. */
export function makeProfile(
  place: SandboxPlace,
  command: SandboxedCommand,
  guarded: readonly GuardedPlace[] = [],
): SandboxProfile {
  const { workspace, scratch } = place
  const homes = homesOf(command.env)
  const changed = place.onlyReads ? [] : [workspace]
  const writable = [...changed, ...realPlaces(place.writable ?? [])]
  const isWritten = (path: string) => writable.some((folder) => isWithin(path, folder))
  const isHome = (path: string) => homes.some((home) => isWithin(home, path))
  const around = repositoryAround(workspace).filter((folder) => !isHome(folder))
  const granted = realPlaces(place.readable ?? [])
  const readable = [
    ...visiblePrograms(command.env['PATH'] ?? '', homes).filter((path) => !isHome(path)),
    ...around,
    workspace,
    ...granted,
  ].filter((path) => !isWritten(path))
  const secrets = realPlaces(belowHomes(homes.filter(isWritten), secretsOfHome))
  const startup = realPlaces(belowHomes(homes.filter(isWritten), startupOfHome))
  return {
    cwd: realPlaces([command.cwd])[0] ?? command.cwd,
    env: environmentOf(command.env, { homes, isWritten }),
    network: place.network ?? false,
    hidden: [
      ...realPlaces([...privateFolders, '/var/run', '/private/var/run', ...(place.hidden ?? [])]),
      ...homes.filter((home) => !isWritten(home)),
      ...secrets.filter(isFolder),
    ],
    own: ownFolders(
      homes.filter((home) => !isWritten(home)),
      scratch,
    ),
    readable: place.network === true ? [...readable, ...resolver()] : readable,
    // Each is a mount of its own, so that it cannot be moved away.
    writable: [...writable, ...guarded.filter(isOpen).map(({ path }) => path)],
    readOnly: [...startup, ...guarded.filter(isClosed).map(({ whole }) => whole)],
    absent: isWritten(workspace) ? absentIn(workspace) : [],
    blank: [
      ...realPlaces(privateFiles),
      ...secrets.filter((path) => !isFolder(path)),
      ...realPlaces(place.secrets ?? []).filter(
        (path) =>
          (isWritten(path) || isWithin(path, workspace)) &&
          isFile(path) &&
          !granted.some((one) => isWithin(path, one)),
      ),
      ...listeningSockets(),
    ],
  }
}

const isOpen = ({ takesCommits }: GuardedPlace) => takesCommits === true
const isClosed = ({ takesCommits, isLink }: GuardedPlace) => takesCommits !== true && !isLink

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`)

function homesOf(env: SandboxedCommand['env']): string[] {
  const named = [homedir(), env['HOME'] ?? ''].filter((path) => path.startsWith('/'))
  return [...new Set(realPlaces(named))].filter((path) => path !== '/' && isFolder(path))
}

const belowHomes = (homes: readonly string[], names: readonly string[]) =>
  homes.flatMap((home) => names.map((name) => join(home, name)))

function ownFolders(homes: readonly string[], scratch: string | undefined): PrivateFolder[] {
  const kept = (path: string, name: string): PrivateFolder =>
    scratch === undefined ? { path } : { path, from: join(scratch, name) }
  return [
    ...homes.map((home) => kept(home, 'home')),
    ...realPlaces(['/tmp', '/var/tmp']).map((path) => kept(path, 'tmp')),
  ]
}

interface Naming {
  homes: readonly string[]
  isWritten(path: string): boolean
}

/** Names of folders and sockets that are not there inside are not told. */
function environmentOf(env: SandboxedCommand['env'], { homes, isWritten }: Naming) {
  const { XDG_RUNTIME_DIR: _, XDG_CACHE_HOME: cache, TMPDIR: temporary, ...rest } = env
  const isKept =
    cache !== undefined && (isWritten(cache) || homes.some((home) => isWithin(cache, home)))
  return {
    ...rest,
    ...(isKept && { XDG_CACHE_HOME: cache }),
    ...(temporary !== undefined && { TMPDIR: isWritten(temporary) ? temporary : '/tmp' }),
  }
}

/**
 * What the workspace does not have and must not get; an empty folder holds the place for another command. Not where they
 * would hide those of the repository around from a harness that starts meanwhile.
 */
function absentIn(workspace: string): string[] {
  const root = rootOf(workspace)
  if (root !== undefined && root !== workspace) return []
  return ['.git', '.harness'].map((name) => join(workspace, name)).filter(isVacant)
}

function isVacant(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats === undefined || (stats.isDirectory() && readdirSync(path).length === 0)
}

/** Names are looked up by a file that often stands among what is hidden. */
const resolver = (): string[] => realPlaces(['/etc/resolv.conf'])

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** Those that are there, without links. */
function realPlaces(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    try {
      return [realpathSync(path)]
    } catch (error) {
      if (error instanceof Error && 'code' in error) return []
      throw error
    }
  })
}
