import type { Event } from '@harness/kernel'

/** The same story at another time, by other names: everything that does not count is another. */
export function retold(events: readonly Event[]): Event[] {
  const other = (value: unknown, key = ''): unknown => {
    if (key === 'id' && value === 'call_0') return 'toolu_0'
    if (key === 'post' || key === 'session' || key === 'kernel') return `other-${String(value)}`
    if (key === 'jitter' || key === 'delayMs' || key === 'durationMs') return Number(value) / 3
    if (key.endsWith('Tokens') && typeof value === 'number' && key !== 'maxTokens')
      return value + 17
    if (Array.isArray(value)) return value.map((one) => other(one))
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([name, one]) => [name, other(one, name)])
    return Object.fromEntries(entries.toReversed())
  }
  return events.map((event) => ({
    ...event,
    at: event.at * 2 + 5,
    data: other(event.data),
  })) as Event[]
}
