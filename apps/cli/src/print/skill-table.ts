import type { Fault, Skills } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { shorten } from './format.ts'
import { plainLine } from './plain-text.ts'
import type { Screen } from './screen.ts'
import { shownPath } from './shown-path.ts'

/** Columns of a name, and of a description on the narrowest terminal. */
const [most, least] = [32, 20]

/** The skills, each with where it stands under it, and last what is wrong with their files. */
export function skillTable({ skills, faults }: Skills, screen: Screen): string {
  const colour = coloursFor(screen)
  const width = Math.min(Math.max(0, ...skills.map(({ name }) => plainLine(name).length)), most)
  const room = Math.max(least, (screen.columns || 80) - width - 2)
  const rows = skills.map(({ name, description, folder, source }) => {
    const title = shorten(plainLine(name), width).padEnd(width)
    const where = `${' '.repeat(width + 2)}${source}: ${shownPath(folder)}`
    const about = shorten(plainLine(description), room)
    return `${colour('bold', title)}  ${about}\n${colour('dim', where)}\n`
  })
  const mark = ({ level }: Fault) =>
    level === 'error' ? colour('red', '✗') : colour('yellow', '!')
  const told = faults.map((fault) => `${mark(fault)} ${plainLine(fault.message)}\n`)
  const gap = rows.length > 0 && told.length > 0 ? ['\n'] : []
  return [...rows, ...gap, ...told].join('')
}
