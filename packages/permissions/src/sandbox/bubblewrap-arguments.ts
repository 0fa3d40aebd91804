import { mountsOf, type Mount, type SandboxProfile } from './sandbox-profile.ts'

export interface Bubblewrap {
  /** Where `bwrap` is. Default: looked for on PATH. */
  program?: string
  /** Whether it can forbid namespaces within its own (0.8 and newer, where /proc/sys may be written). */
  closesNamespaces?: boolean
}

/**
 * What stands before a command on Linux, from `bwrap` to `--`. Pure; the profile's paths must be there. The command is ended
 * when its parent is.
 */
export function bubblewrapArguments(
  profile: SandboxProfile,
  { program = 'bwrap', closesNamespaces = false }: Bubblewrap = {},
): string[] {
  const mounts = mountsOf(profile)
  return [
    program,
    // First, so that a caller can set more behind it.
    '--clearenv',
    '--unshare-all',
    '--unshare-user',
    ...(closesNamespaces ? ['--disable-userns'] : []),
    ...(profile.network ? ['--share-net'] : []),
    '--new-session',
    '--die-with-parent',
    ...[
      ['--cap-drop', 'ALL'],
      ['--ro-bind', '/', '/'],
      ['--dev', '/dev'],
      ['--proc', '/proc'],
      // The settings of the kernel belong to root, which is what root is inside too.
      ['--remount-ro', '/proc'],
    ].flat(),
    ...mounts.flatMap(argumentsOf),
    // What was made to mount something on stands in them.
    ...mounts.flatMap(({ kind, path }) => (kind === 'hidden' ? ['--remount-ro', path] : [])),
    ...Object.entries(profile.env).flatMap(([name, value]) => ['--setenv', name, value]),
    '--chdir',
    profile.cwd,
    '--',
  ]
}

function argumentsOf(mount: Mount): string[] {
  const { path } = mount
  switch (mount.kind) {
    case 'hidden':
      return ['--tmpfs', path]
    case 'own':
      return mount.from === undefined ? ['--tmpfs', path] : ['--bind', mount.from, path]
    case 'writable':
      return ['--bind', path, path]
    case 'readable':
    case 'readOnly':
      return ['--ro-bind', path, path]
    case 'absent':
      return ['--tmpfs', path, '--remount-ro', path]
    case 'blank':
      // A device file where devices do not count: opening it is refused.
      return ['--ro-bind', '/dev/null', path]
  }
}
