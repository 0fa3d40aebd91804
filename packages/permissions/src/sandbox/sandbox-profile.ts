/** Folders of a command's own: what it writes there nobody else sees. */
export interface PrivateFolder {
  /** Where the command finds it. */
  path: string
  /** Where it is kept; without it, it is in memory and gone with the command. */
  from?: string
}

/**
 * What one command may see and do. Paths are absolute, real (no link in them) and, but for `absent` and private ones, there.
 * Where they lie within one another the longer one counts; the same path in several lists is what the last of them says.
 */
export interface SandboxProfile {
  cwd: string
  /** The whole environment. */
  env: Readonly<Record<string, string>>
  network: boolean
  /** Folders that look empty. */
  hidden: readonly string[]
  own: readonly PrivateFolder[]
  /** Read again below what is hidden. */
  readable: readonly string[]
  /** The workspace, and what else may be changed. */
  writable: readonly string[]
  /** Never changed, though what is around it may be. */
  readOnly: readonly string[]
  /** Folders that cannot be made. */
  absent: readonly string[]
  /** Files and sockets that cannot be opened. */
  blank: readonly string[]
}

/** The mount that a path stands for. */
export type Mount =
  | { kind: 'hidden' | 'readable' | 'writable' | 'readOnly' | 'absent' | 'blank'; path: string }
  | ({ kind: 'own' } & PrivateFolder)

/** One mount for a path, the outer ones first; without those that would hide what is hidden already. */
export function mountsOf(profile: SandboxProfile): Mount[] {
  const at = new Map<string, Mount>()
  const put = (kind: Exclude<Mount['kind'], 'own'>) => {
    for (const path of profile[kind]) at.set(path, { kind, path })
  }
  put('hidden')
  for (const folder of profile.own) at.set(folder.path, { kind: 'own', ...folder })
  for (const kind of ['readable', 'writable', 'readOnly', 'absent', 'blank'] as const) put(kind)
  return [...at.values()]
    .toSorted(
      (one, other) => depth(one.path) - depth(other.path) || (one.path < other.path ? -1 : 1),
    )
    .filter((mount) => isNeeded(mount, around(mount.path, at)))
}

/** Whether the command finds there what we do. */
export function isSeen(profile: SandboxProfile, path: string): boolean {
  const at = new Map(mountsOf(profile).map((mount) => [mount.path, mount]))
  const kind = (at.get(path) ?? around(path, at))?.kind ?? 'readable'
  return kind === 'readable' || kind === 'writable' || kind === 'readOnly'
}

const depth = (path: string) => path.split('/').filter(Boolean).length

/** The mount that a path lies in. */
function around(path: string, at: ReadonlyMap<string, Mount>): Mount | undefined {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const mount = at.get(path.slice(0, end))
    if (mount) return mount
  }
  return at.get('/')
}

function isNeeded({ kind }: Mount, outer: Mount | undefined): boolean {
  const isGone = outer?.kind === 'hidden' || outer?.kind === 'own' || outer?.kind === 'absent'
  return !(isGone && (kind === 'hidden' || kind === 'blank' || kind === 'absent'))
}
