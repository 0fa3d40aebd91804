const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const

/** How long ago something was: `3 d ago`, `5 min ago`, `now`. */
export function ago(ms: number): string {
  for (const [unit, length] of units) {
    if (ms >= length) return `${Math.floor(ms / length)} ${unit} ago`
  }
  return 'now'
}
