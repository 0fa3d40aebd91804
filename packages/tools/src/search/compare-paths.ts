/** Orders paths name by name: what is in a folder stands together, as ripgrep sorts. */
export function comparePaths(one: string, other: string): number {
  const [names, others] = [one.split('/'), other.split('/')]
  for (const [at, name] of names.entries()) {
    const against = others[at]
    if (against === undefined) return 1
    if (name !== against) return name < against ? -1 : 1
  }
  return names.length - others.length
}
