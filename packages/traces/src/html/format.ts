// Numbers and times as the page says them. The platform's ways would follow the place of the machine.

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** How long after the beginning: `0.07 s`, `12:40`, `3:05:00`. */
export function formatOffset(ms: number): string {
  if (ms < 60_000) return `${(Math.max(0, ms) / 1000).toFixed(2)} s`
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = String(seconds % 60).padStart(2, '0')
  if (hours === 0) return `${minutes}:${rest}`
  return `${hours}:${String(minutes).padStart(2, '0')}:${rest}`
}

/** `950`, `3.1k`, `1.2M`. */
export function formatCount(count: number): string {
  if (count < 1000) return String(count)
  if (count < 999_950) return `${(count / 1000).toFixed(1)}k`
  return `${(count / 1_000_000).toFixed(1)}M`
}

/** `12 bytes`, `3.1 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  if (bytes < 999_950) return `${(bytes / 1000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** US dollars. */
export const formatCost = (cost: number): string =>
  `$${cost > 0 && cost < 0.01 ? cost.toFixed(4) : cost.toFixed(2)}`

/** `1 turn`, `2 turns`. */
export const counted = (count: number, what: string): string =>
  `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`

/** Milliseconds since 1970 as `2026-11-21 21:15:42`, in UTC. */
export function formatTime(at: number): string {
  const day = Math.floor(at / 86_400_000)
  const seconds = Math.floor((at - day * 86_400_000) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${formatDay(day)} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}`
}

/** Days since 1970 in the calendar; it repeats itself every 146097 days, and a year is best begun in March. */
function formatDay(days: number): string {
  const since = days + 719_468
  const era = Math.floor(since / 146_097)
  const day = since - era * 146_097
  const leaps = Math.floor(day / 1460) - Math.floor(day / 36_524) + Math.floor(day / 146_096)
  const year = Math.floor((day - leaps) / 365)
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const ofMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const whole = year + era * 400 + (month < 3 ? 1 : 0)
  return [whole, month, ofMonth].map((part) => String(part).padStart(2, '0')).join('-')
}
