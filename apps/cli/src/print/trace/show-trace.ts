import { summaryOf, type Trace } from '@harness/traces'
import { exitCodes } from '../../outcome/exit-codes.ts'
import { coloursFor } from '../colours.ts'
import { screenColumns } from './screen-columns.ts'
import { headText } from './summary-text.ts'
import { traceText, type Chosen } from './trace-text.ts'

interface Showing extends Chosen {
  showContent: boolean
}

export const everything: Showing = { only: [], tools: [], showContent: false }

/** A trace on standard output, its head and its rows. */
export function showTrace(trace: Trace, showing: Showing): void {
  const screen = process.stdout
  const style = { columns: screenColumns(screen), colour: coloursFor(screen) }
  screen.write(`${headText(summaryOf(trace), style)}\n`)
  const rows = { ...style, began: trace.first.at, showContent: showing.showContent }
  for (const row of traceText(trace, showing, rows)) screen.write(row)
}

/** The exit code; a damage is told when all that stands before it was shown. */
export function tellDamage({ damage }: Trace): number {
  if (damage === null) return exitCodes.done
  process.stderr.write(`harness: ${damage}\n`)
  return exitCodes.failed
}
