import { mapTexts, maskSecrets } from '@harness/kernel'
import { readTrace } from '@harness/sdk'
import { summaryOf } from '@harness/traces'
import { UsageError } from '../outcome/usage-error.ts'
import { wholeNumber } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { traceShowFlags } from '../parse/trace-flags.ts'
import { coloursFor } from '../print/colours.ts'
import { jsonText } from '../print/json-text.ts'
import type { Screen } from '../print/screen.ts'
import { rowKinds } from '../print/trace/row.ts'
import { screenColumns } from '../print/trace/screen-columns.ts'
import { showTrace, tellDamage } from '../print/trace/show-trace.ts'
import { summaryText } from '../print/trace/summary-text.ts'
import { keepHeapSmall } from './small-heap.ts'
import { newestSession } from './newest-session.ts'

/** `harness trace show [ID]`: what happened, step by step, or in a few lines. */
export async function traceShow(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, traceShowFlags)
  const [id = await newestSession(), ...rest] = positionals
  refuseWords('trace show [ID]', rest)
  const { summary = false, json = false, tool: tools = [] } = values
  const showContent = values['show-content'] ?? false
  if (summary && (showContent || values.only || values.tool)) {
    throw new UsageError(
      '--summary shows no rows: --only, --tool and --show-content go without it.',
    )
  }
  keepHeapSmall()
  const at = wholeNumber('at', values.at)
  const trace = await readTrace(id, { ...(at !== undefined && { at }), content: !summary })
  if (json)
    process.stdout.write(
      `${jsonText(mapTexts(summary ? summaryOf(trace) : trace, maskSecrets), 2)}\n`,
    )
  else if (summary) process.stdout.write(summaryText(summaryOf(trace), styleOf(process.stdout)))
  else {
    const only = rowKinds.filter((kind) => values.only?.includes(kind))
    showTrace(trace, { only, tools, showContent })
  }
  return tellDamage(trace)
}

const styleOf = (screen: Screen) => ({ columns: screenColumns(screen), colour: coloursFor(screen) })
