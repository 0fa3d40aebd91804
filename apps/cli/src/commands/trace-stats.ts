import { readTrace } from '@harness/sdk'
import { statsOf } from '@harness/traces'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { jsonText } from '../print/json-text.ts'
import { tellDamage } from '../print/trace/show-trace.ts'
import { statsText } from '../print/trace/stats-text.ts'
import { keepHeapSmall } from './small-heap.ts'
import { newestSession } from './newest-session.ts'

/** `harness trace stats [ID…]`: the numbers of one or more sessions together. */
export async function traceStats(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const ids = positionals.length > 0 ? positionals : [await newestSession()]
  keepHeapSmall()
  const traces = []
  for (const id of ids) traces.push(await readTrace(id, { content: false }))
  const stats = statsOf(traces)
  process.stdout.write(values.json ? `${jsonText(stats, 2)}\n` : statsText(stats))
  return Math.max(...traces.map(tellDamage))
}
