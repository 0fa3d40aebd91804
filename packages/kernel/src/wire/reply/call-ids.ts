/**
 * Ids for calls that come without one: made of the attempt's key, never the same for two
 * model calls. Servers take 40 characters at most.
 */
export function callIds(key: string): (index: number) => string {
  const name = key.replace(/[^a-zA-Z0-9]+/g, '_').slice(-28)
  return (index) => `call_${name}_${index}`
}
