import { exportTrace, readTrace, sendOtlp, type SentOtlp } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { traceExportFlags, traceFormats } from '../parse/trace-flags.ts'
import { jsonText } from '../print/json-text.ts'
import { plainLine } from '../print/plain-text.ts'
import { putOut } from '../print/put-out.ts'
import { tellDamage } from '../print/trace/show-trace.ts'
import { newestSession } from './newest-session.ts'

/** `harness trace export [ID]`: a session for programs that read traces. */
export async function traceExport(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, traceExportFlags)
  const [word, ...rest] = positionals
  refuseWords('trace export [ID]', rest)
  const { output, force = false, endpoint, content = false } = values
  const format = traceFormats.find((one) => one === values.format) ?? 'otlp'
  const isSent = endpoint !== undefined || values.send === true
  if (force && output === undefined) throw new UsageError('--force goes with --output FILE.')
  if (isSent && output !== undefined) {
    throw new UsageError(
      'Into a file or to a collector? --output and --endpoint exclude each other.',
    )
  }
  if (format === 'atif' && isSent) throw new UsageError('A collector takes --format otlp.')
  if (format === 'atif' && content) {
    throw new UsageError('--content goes with --format otlp: a trajectory is made of content.')
  }
  const id = word ?? (await newestSession())
  if (isSent) {
    const traces = await exportTrace(id, { format: 'otlp', content })
    const sent = told(await sendOtlp(traces, endpoint === undefined ? {} : { endpoint }))
    return Math.max(sent, await damageOf(id))
  }
  const pieces = piecesOf(id, { format, content })
  await putOut(pieces, { output, force })
  return damageOf(id)
}

/** Of a damaged log what stands before the damage is exported: that is told, and the exit code. */
const damageOf = async (id: string): Promise<number> =>
  tellDamage(await readTrace(id, { content: false, subagents: false }))

interface Wanted {
  format: (typeof traceFormats)[number]
  content: boolean
}

async function* piecesOf(id: string, { format, content }: Wanted): AsyncGenerator<string> {
  const made =
    format === 'atif'
      ? await exportTrace(id, { format })
      : await exportTrace(id, { format, content })
  yield `${jsonText(made, 2)}\n`
}

function told({ endpoint, spans, requests, rejected, message }: SentOtlp): number {
  const times = requests === 1 ? '' : ` in ${requests} requests`
  process.stderr.write(`Sent to ${endpoint}: ${spans} spans${times}\n`)
  if (message !== null || rejected > 0) {
    const why = message === null ? '' : `: ${plainLine(message)}`
    process.stderr.write(`The collector did not take ${rejected} of them${why}\n`)
  }
  return rejected > 0 ? exitCodes.failed : exitCodes.done
}
