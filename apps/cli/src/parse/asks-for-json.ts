/** Whether a program asked for one object; it gets one whatever happens. */
export function asksForJson(args: readonly string[]): boolean {
  const format = args.findIndex((arg) => arg === '--output-format' || arg === '-o')
  return (
    args.includes('--json') ||
    args.includes('--output-format=json') ||
    (format >= 0 && args[format + 1] === 'json')
  )
}
