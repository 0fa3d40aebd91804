/** Names of files that programs keep their credentials in. */
const names =
  /^(?:\.env(?!\.(?:example|sample|template|dist)$).*|\.pgpass|\.netrc|_netrc|\.git-credentials|\.npmrc|\.pypirc|\.htpasswd|credentials(?:\.json)?|id_(?:rsa|dsa|ecdsa|ed25519)|.*\.(?:pem|p12|pfx|keystore|jks))$/u

/** Whether a file holds secrets by its name: a command that prints it is asked about. */
export const isSecret = (path: string): boolean => names.test(path.split(/[/:]/u).at(-1) ?? '')

/** Whether a pattern over names asks for such files, or for what may lie above: `cat .e*`, `cat .?/x`. */
export function mayBeSecret(pattern: string): boolean {
  const parts = pattern.split(/[/:]/u)
  const name = parts.at(-1) ?? ''
  const isWild = parts.findIndex((part) => /[*?[]/u.test(part))
  const isHidden = parts.some((part) => part.startsWith('.') && /[*?[]/u.test(part))
  return (
    isHidden ||
    (isWild >= 0 && parts.slice(isWild).includes('..')) ||
    /^(?:\.|id_|_netrc|cred)/u.test(name) ||
    /\.(?:pem|p12|pfx|keystore|jks)$/u.test(name)
  )
}
