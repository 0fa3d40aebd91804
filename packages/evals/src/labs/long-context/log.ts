import { dice } from './dice.ts'

const parts = ['valve', 'pump', 'relay', 'sluice', 'gate', 'turbine', 'boiler', 'filter']
const acts = ['opened', 'closed', 'checked', 'cleaned', 'stopped', 'started']

const two = (value: number) => String(value).padStart(2, '0')

/** A row of a log of works, made by dice; `row` counts its minutes. */
function row(throwing: (sides: number) => number, index: number): string {
  const at = `${two(Math.floor(index / 60) % 24)}:${two(index % 60)}`
  const day = 1 + Math.floor(index / 1440)
  const part = `${parts[throwing(parts.length)]}-${throwing(900) + 100}`
  const act = acts[throwing(acts.length)]
  return `day ${day} ${at} ${part} ${act} by hand ${throwing(40) + 1}, pressure ${throwing(9000) + 1000}, flow ${throwing(700) + 50}`
}

/** Rows of so many KiB together. */
export function rows(kib: number, seed: number): string[] {
  const throwing = dice(seed)
  const made: string[] = []
  let size = 0
  while (size < kib * 1024) {
    const text = row(throwing, made.length)
    made.push(text)
    size += text.length + 1
  }
  return made
}

/** The rows with others put in, each at its share of the way: 0 is the beginning and 1 the end. */
export function withRows(made: readonly string[], put: readonly (readonly [number, string])[]) {
  const all = [...made]
  for (const [share, text] of put.toSorted(([one], [other]) => other - one)) {
    all.splice(Math.floor(share * made.length), 0, text)
  }
  return `${all.join('\n')}\n`
}
