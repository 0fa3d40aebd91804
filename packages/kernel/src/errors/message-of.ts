/** What a person reads of something thrown. Never throws, whatever was. */
export function messageOf(thrown: unknown): string {
  try {
    const said: unknown = thrown instanceof Error ? thrown.message : thrown
    return String(said)
  } catch {
    return 'something that cannot be read was thrown'
  }
}
