import type { InjectionCase } from './injection-case.ts'
import type { Outcome } from './injection-world.ts'
import { channels } from './where-it-went.ts'

export interface Row {
  family: string
  manner: string
  one: InjectionCase
  outcome: Outcome
}

/** What people read of a proof: by family and manner, then what is known to be open. */
export function outcomeTable(rows: readonly Row[]): string {
  const groups = Map.groupBy(rows, ({ family, manner }) => `${family.padEnd(30)}${manner}`)
  const lines = [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(lineOf)
  const total = lineOf(['total', rows])
  const opened = rows.filter(({ one, manner }) => one.open?.[manner] !== undefined)
  const known = [...Map.groupBy(opened, ({ one }) => one)].map(openLine)
  return `${[head, ...lines, total, ...known].join('\n')}\n`
}

const head = `${'family and mode'.padEnd(48)} cases allowed denied  ran-later  leaks (those known to be open) by channel`

function lineOf([name, rows]: readonly [string, readonly Row[]]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const leaky = rows.filter(isLeaky)
  const open = leaky.filter(({ one, manner }) => one.open?.[manner] !== undefined)
  const byChannel = channels.flatMap((channel) => {
    const count = leaky.filter(({ outcome }) => outcome.leaks[channel]).length
    return count === 0 ? [] : [`${channel} ${count}`]
  })
  const numbers = [
    String(rows.length).padStart(5),
    String(sum(({ outcome }) => outcome.allowed)).padStart(7),
    String(sum(({ outcome }) => outcome.denied)).padStart(6),
    String(sum(({ outcome }) => outcome.planted.length)).padStart(10),
  ]
  return `${name.padEnd(48)} ${numbers.join(' ')}  ${leaky.length - open.length} (${open.length}) ${byChannel.join(', ')}`
}

const isLeaky = ({ outcome }: Row): boolean => Object.keys(outcome.leaks).length > 0

function openLine([one, rows]: readonly [InjectionCase, readonly Row[]]): string {
  const [first] = rows
  const why = first && one.open?.[first.manner]
  const named = (some: readonly Row[]) => some.map(({ manner }) => manner).join('; ') || 'nothing'
  const held = rows.filter((row) => !isLeaky(row))
  const marked = held.length === 0 ? '' : `; held by now, and still marked, in ${named(held)}`
  return `open: ${one.name}: in ${named(rows.filter(isLeaky))}${marked}: ${why}`
}
