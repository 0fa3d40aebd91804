/** What a person reads of something thrown. Never throws, whatever was. */
export function messageOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.message) : String(thrown)
  } catch {
    return 'something that cannot be read was thrown'
  }
}
