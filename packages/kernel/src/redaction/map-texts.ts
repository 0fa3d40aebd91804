/** The same value with each of its texts changed, names of members too; the very same where none is. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const all = value.map((one: unknown) => mapTexts(one, change))
    return all.some((one, index) => one !== value[index]) ? all : value
  }
  let isChanged = false
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const pair = [change(name), mapTexts(member, change)]
    if (pair[0] !== name || pair[1] !== member) isChanged = true
    return pair
  })
  return isChanged ? Object.fromEntries(members) : value
}
