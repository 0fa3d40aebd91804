/** Names of files that programs keep their credentials in. */
const names =
  /^(?:\.env(?!\.(?:example|sample|template|dist)$).*|\.pgpass|\.netrc|_netrc|\.git-credentials|\.npmrc|\.pypirc|\.htpasswd|credentials(?:\.json)?|id_(?:rsa|dsa|ecdsa|ed25519)|.*\.(?:pem|p12|pfx|keystore|jks))$/u

/** Whether a file holds secrets by its name: a command that prints it is asked about. */
export const isSecret = (path: string): boolean => names.test(path.split(/[/:]/u).at(-1) ?? '')

/** Whether a pattern over names asks for such files: `cat .e*`. One over all names does not. */
export function mayBeSecret(pattern: string): boolean {
  const name = pattern.split(/[/:]/u).at(-1) ?? ''
  return /^(?:\.|id_|_netrc|cred)/u.test(name) || /\.(?:pem|p12|pfx|keystore|jks)$/u.test(name)
}
