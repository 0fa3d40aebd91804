/** Whether a program asked for one object; it gets one whatever happens. */
export function asksForJson(given: readonly string[]): boolean {
  const args = given.includes('--') ? given.slice(0, given.indexOf('--')) : given
  const format = args.findIndex((arg) => arg === '--output-format' || arg === '-o')
  return (
    args.includes('--json') ||
    args.includes('--output-format=json') ||
    (format >= 0 && args[format + 1] === 'json')
  )
}
