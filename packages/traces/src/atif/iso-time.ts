// ISO 8601 by arithmetic: this package knows no calendar of its host.

const dayMs = 86_400_000

/** Milliseconds since 1970 as ISO 8601, in UTC. */
export function isoTime(at: number): string {
  const ms = Math.floor(at)
  const days = Math.floor(ms / dayMs)
  const rest = ms - days * dayMs
  const { year, month, day } = dateOf(days)
  const time = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60]
  const seconds = `${two(Math.floor(rest / 1000) % 60)}.${String(rest % 1000).padStart(3, '0')}`
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time.map(two).join(':')}:${seconds}Z`
}

const two = (number: number) => String(number).padStart(2, '0')

const form =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

/** Milliseconds since 1970 of an ISO 8601 time; without a zone it is UTC. Undefined for what is none. */
export function timeOfIso(text: string): number | undefined {
  const found = form.exec(text.trim())
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  if (hour > 24 || minute > 59 || second > 60) return undefined
  const fraction = Number(`0.${found[7] ?? 0}`)
  const time = ((hour * 60 + minute) * 60 + second + fraction) * 1000
  return daysTo({ year, month, day }) * dayMs + Math.round(time) - zoneMs(found[8])
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

interface Day {
  year: number
  month: number
  day: number
}

/** Days since 1970 of a date of the Gregorian calendar. Years are counted from March: a leap day is the last of one. */
function daysTo({ year, month, day }: Day): number {
  const since = month > 2 ? year : year - 1
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const leaps = Math.floor(since / 4) - Math.floor(since / 100) + Math.floor(since / 400)
  return since * 365 + leaps + ofYear - 719_468
}

function dateOf(days: number): Day {
  const all = days + 719_468
  const era = Math.floor(all / 146_097)
  const ofEra = all - era * 146_097
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  )
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const place = Math.floor((5 * ofYear + 2) / 153)
  const month = place < 10 ? place + 3 : place - 9
  const day = ofYear - Math.floor((153 * place + 2) / 5) + 1
  return { year: years + era * 400 + (month <= 2 ? 1 : 0), month, day }
}
