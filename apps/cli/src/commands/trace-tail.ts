import { mapTexts, maskSecrets } from '@harness/kernel'
import { followSession, readTrace, SdkError } from '@harness/sdk'
import { newsOf, TraceFold, type CallStep, type Step } from '@harness/traces'
import { setTimeout as sleep } from 'node:timers/promises'
import { exitCodes } from '../outcome/exit-codes.ts'
import { atLeastZero } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { traceTailFlags } from '../parse/trace-flags.ts'
import { watchSignals } from '../person/watch-signals.ts'
import { coloursFor } from '../print/colours.ts'
import { jsonText } from '../print/json-text.ts'
import { rowKinds, rowText, type RowStyle } from '../print/trace/row.ts'
import { screenColumns } from '../print/trace/screen-columns.ts'
import { isChosen, rowOf, type Chosen } from '../print/trace/trace-text.ts'
import { newestSession } from './newest-session.ts'

/** How many rows of before are shown. */
const rowsBefore = 10

/** `harness trace tail [ID]`: what happens, while it happens, until Ctrl-C. */
export async function traceTail(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, traceTailFlags)
  const [id = await newestSession(), ...rest] = positionals
  refuseWords('trace tail [ID]', rest)
  const { session, first, last } = await readTrace(id, { content: false, subagents: false })
  const over = new AbortController()
  let exitCode: number = exitCodes.done
  watchSignals({
    cancel: () => over.abort('over'),
    stop: (code) => {
      exitCode = code
      over.abort('over')
    },
    leave: () => {},
  })
  const screen = process.stdout
  const tail = new Tail({
    signal: over.signal,
    chosen: {
      only: rowKinds.filter((kind) => values.only?.includes(kind)),
      tools: values.tool ?? [],
    },
    style: {
      columns: screenColumns(screen),
      colour: coloursFor(screen),
      began: first.at,
      showContent: values['show-content'] ?? false,
    },
    json: values.json ?? false,
  })
  const lines = atLeastZero('lines', values.lines) ?? rowsBefore
  await tail.follow(session, { depth: 0, until: last.seq, lines })
  return exitCode
}

interface Tailing {
  signal: AbortSignal
  chosen: Chosen
  style: RowStyle
  json: boolean
}

interface Place {
  depth: number
  /** Up to this event it is history: of its rows only the last `lines` are shown. */
  until: number
  lines: number
}

class Tail {
  readonly #how: Tailing

  constructor(how: Tailing) {
    this.#how = how
  }

  /** Rows of a session and of the subagents it sends out from now on, as they come. */
  async follow(session: string, { depth, until, lines }: Place): Promise<void> {
    const { signal } = this.#how
    const fold = new TraceFold()
    const before: string[] = []
    try {
      for await (const event of followSession(session, { signal })) {
        fold.take(event)
        const news = newsOf(fold.trace, event)
        const text = news ? this.#textOf(news, { depth, workspace: fold.trace.workspace }) : ''
        if (event.seq <= until) {
          if (text !== '') before.push(text)
          if (event.seq === until) process.stdout.write(lastOf(before, lines))
          continue
        }
        process.stdout.write(text)
        const isSubagent = event.type === 'task.started' && event.data.spec.kind === 'subagent'
        if (isSubagent) void this.#followChild(`${session}.${event.seq}`, depth + 2)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** It is sent out before its session is there. */
  async #followChild(session: string, depth: number): Promise<void> {
    const { signal } = this.#how
    while (!signal.aborted) {
      try {
        return await this.follow(session, { depth, until: 0, lines: 0 })
      } catch (error) {
        if (!(error instanceof SdkError) || error.code !== 'unknown_session') throw error
        await sleep(childPause, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  #textOf(
    news: Step | CallStep,
    { depth, workspace }: { depth: number; workspace: string | null },
  ): string {
    const row = rowOf(news, workspace)
    if (!row || !isChosen(row, this.#how.chosen)) return ''
    if (this.#how.json) return `${jsonText(mapTexts(news, maskSecrets))}\n`
    return rowText({ ...row, depth: row.depth + depth }, this.#how.style)
  }
}

const childPause = 100

const lastOf = (rows: readonly string[], count: number): string =>
  rows.slice(Math.max(0, rows.length - count)).join('')
