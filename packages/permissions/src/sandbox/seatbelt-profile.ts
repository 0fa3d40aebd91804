import type { SandboxProfile } from './sandbox-profile.ts'
import { mountsOf, type Mount } from './sandbox-profile.ts'

/**
 * The text for `sandbox-exec -p` on macOS. Pure. What is not named is refused, and of the rules that fit the last one counts.
 * Names are matched, not files that are there: no `.git` and no `.harness` can be made in any folder of the workspace.
 */
export function seatbeltProfile(profile: SandboxProfile): string {
  const rules = [
    '(version 1)',
    '(deny default)',
    ...ordinary,
    '(allow file-read*)',
    ...mountsOf(profile).flatMap(rulesOf),
    ...profile.writable.map(
      (path) =>
        `(deny file-write* (require-all (subpath ${quote(path)}) (regex #"/\\.([gG][iI][tT]|[hH][aA][rR][nN][eE][sS][sS])(/|$)")))`,
    ),
    ...(profile.network ? network : []),
  ]
  return rules.join('\n')
}

/** What every program needs. Other processes are neither seen nor signalled, and no service starts anything for it. */
const ordinary = [
  '(allow process-exec)',
  '(allow process-fork)',
  '(allow process-info* (target same-sandbox))',
  '(allow signal (target same-sandbox))',
  '(allow sysctl-read)',
  '(allow ipc-posix-sem)',
  '(allow pseudo-tty)',
  '(allow file-ioctl (literal "/dev/tty") (regex #"^/dev/ttys[0-9]+$"))',
  '(allow file-write* (literal "/dev/null") (literal "/dev/zero") (literal "/dev/tty") (literal "/dev/dtracehelper") (regex #"^/dev/ttys[0-9]+$") (regex #"^/dev/fd/"))',
  '(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo") (global-name "com.apple.system.notification_center") (global-name "com.apple.system.logger"))',
]

const network = [
  '(allow network*)',
  '(allow system-socket)',
  '(allow mach-lookup (global-name "com.apple.SystemConfiguration.configd") (global-name "com.apple.trustd.agent") (global-name "com.apple.networkd"))',
]

/** Every process asks what a path leads to: only what stands in a hidden folder is withheld. */
function rulesOf(mount: Mount): string[] {
  const place = `(subpath ${quote(mount.path)})`
  switch (mount.kind) {
    case 'hidden':
      return hide(place)
    case 'own': {
      const kept = mount.from === undefined ? [] : open(`(subpath ${quote(mount.from)})`)
      return [...hide(place), ...kept]
    }
    case 'readable':
      return [`(allow file-read* ${place})`, `(deny file-write* ${place})`]
    case 'writable':
      return open(place)
    case 'readOnly':
    case 'absent':
      return [`(deny file-write* ${place})`]
    case 'blank':
      return [...hide(place), `(deny network-outbound (literal ${quote(mount.path)}))`]
  }
}

const hide = (place: string) => [`(deny file-read-data file-write* ${place})`]
const open = (place: string) => [`(allow file-read* file-write* ${place})`]

/** A string of the profile's language: backslash and double quote are all that means something in it. */
const quote = (path: string) => `"${path.replaceAll(/[\\"]/gu, '\\$&')}"`
