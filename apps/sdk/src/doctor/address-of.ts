/** Where a local server should be: its variable's address, else its usual one. Undefined when neither is an address. */
export function addressOf(
  { name, baseUrl }: { name: string; baseUrl?: string },
  env: Readonly<Record<string, string | undefined>>,
): { url: URL; isSet: boolean } | undefined {
  const variable = `${name.toUpperCase().replaceAll('-', '_')}_BASE_URL`
  const set = env[variable]
  const address = set || baseUrl
  if (address === undefined || !URL.canParse(address)) return undefined
  return { url: new URL(address), isSet: Boolean(set) }
}
