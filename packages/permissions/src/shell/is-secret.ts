import { matchGlob } from '../match-glob.ts'

/** Names of files that programs keep their credentials in. */
const names =
  /^(?:\.env(?!\.(?:example|sample|template|dist)$).*|\.pgpass|\.netrc|_netrc|\.git-credentials|\.npmrc|\.pypirc|\.htpasswd|credentials(?:\.json)?|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|.*\.(?:pem|key|p12|pfx|ppk|keystore|jks))$/iu

/** Folders that hold nothing else. */
const folders = /(?:^|[/:])(?:\.ssh|\.gnupg)(?:\/|$)/iu

/** One name of each kind, for patterns to match. */
const samples =
  '.env .env.local .pgpass .netrc _netrc .git-credentials .npmrc .pypirc .htpasswd credentials id_rsa id_dsa id_ecdsa id_ed25519 a.pem a.key a.p12 a.pfx a.ppk a.keystore a.jks'.split(
    ' ',
  )

/** Whether a file holds secrets by its name: a command that prints it is asked about. */
export const isSecret = (path: string): boolean =>
  names.test(path.split(/[/:]/u).at(-1) ?? '') || folders.test(path)

/**
 * Whether a pattern over names may mean such files, or what lies above: `cat .e*`, `cat *`, `cat .?/x`. `hidden`: its stars
 * mean names that begin with a dot, too.
 */
export function mayBeSecret(pattern: string, hidden?: 'hidden'): boolean {
  const parts = pattern.split(/[/:]/u)
  const name = parts.at(-1) ?? ''
  const isWild = parts.findIndex((part) => /[*?[]/u.test(part))
  const isHidden = parts.some((part) => part.startsWith('.') && /[*?[]/u.test(part))
  return (
    isHidden ||
    (isWild >= 0 && parts.slice(isWild).includes('..')) ||
    /^(?:\.|id_|_netrc|c(?:r|[*?[].*\.json))/iu.test(name) ||
    isSecret(pattern) ||
    matchesSample(name, hidden)
  )
}

function matchesSample(name: string, hidden?: 'hidden'): boolean {
  const plain = name.toLowerCase().replaceAll(/\[[^\]]*\]|\\./gu, '?')
  return alternatives(plain).some((glob) =>
    samples.some(
      (sample) =>
        (hidden !== undefined || !sample.startsWith('.') || !/^[*?]/u.test(glob)) &&
        matchGlob(glob, sample, { slashes: 'plain' }),
    ),
  )
}

/** What braces stand for: those of `rg`, too, which a shell has left alone. */
function alternatives(glob: string, most = 4): string[] {
  const [braces, inner = ''] = /\{([^{}]*)\}/u.exec(glob) ?? []
  if (braces === undefined) return [glob]
  if (most === 0) return ['*']
  return inner.split(',').flatMap((one) =>
    alternatives(
      glob.replace(braces, () => one),
      most - 1,
    ),
  )
}
