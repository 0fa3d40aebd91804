import { cutToWidth, widthOf } from './text-width.ts'

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. A clock that was set back makes no negative time. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  return formatSeconds(Math.round(ms / 1000))
}

/** `3 s`, `3 min 20 s`, `2 h 5 min`, of whole seconds. */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `950`, `3.1k`, `1.2M`. */
export function formatCount(count: number): string {
  if (count < 1000) return String(count)
  if (count < 999_950) return `${(count / 1000).toFixed(1)}k`
  return `${(count / 1_000_000).toFixed(1)}M`
}

/** US dollars; `cost unknown` for a model of unknown price. */
export function formatCost(cost: number | null): string {
  if (cost === null) return 'cost unknown'
  return `$${cost > 0 && cost < 0.01 ? cost.toFixed(4) : cost.toFixed(2)}`
}

/** `1 turn`, `2 turns`. */
export const counted = (count: number, what: string): string =>
  `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`

/** The beginning of a line that is too long, in columns of a terminal. */
export function shorten(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${cutToWidth(text, width - 1)}…`
}
