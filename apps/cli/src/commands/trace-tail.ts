import { mapTexts, maskSecrets } from '@harness/kernel'
import { followSession, readTrace, SdkError } from '@harness/sdk'
import { callsIn, newsOf, TraceFold, type CallStep, type Step, type Trace } from '@harness/traces'
import { setTimeout as sleep } from 'node:timers/promises'
import { atLeastZero } from '../parse/numbers.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { traceTailFlags } from '../parse/trace-flags.ts'
import { lookOn } from '../person/look-on.ts'
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
  const screen = process.stdout
  const how = {
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
  }
  const lines = atLeastZero('lines', values.lines) ?? rowsBefore
  const place = { depth: 0, until: last.seq, lines }
  return lookOn((signal) => new Tail({ ...how, signal }).follow(session, place))
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
          if (event.seq < until) continue
          process.stdout.write(lastOf(before, lines))
          for (const child of atWork(fold.trace))
            void this.#join(child, { depth: depth + 2, lines })
          continue
        }
        process.stdout.write(text)
        const isSubagent = event.type === 'task.started' && event.data.spec.kind === 'subagent'
        const place = { depth: depth + 2, until: 0, lines: 0 }
        if (isSubagent) void this.#followChild(`${session}.${event.seq}`, place)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  /** A subagent that is at work already, from its last rows on. */
  async #join(session: string, { depth, lines }: Omit<Place, 'until'>): Promise<void> {
    const until = await lastSeqOf(session)
    await this.#followChild(session, { depth, until, lines })
  }

  /** It is sent out before its session is there. What is wrong with it is told, and the others are followed on. */
  async #followChild(session: string, place: Place): Promise<void> {
    const { signal } = this.#how
    while (!signal.aborted) {
      try {
        return await this.follow(session, place)
      } catch (error) {
        if (!isUnknown(error)) return tellProblem(error)
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

/** The sessions of subagents that nobody has seen the end of. */
const atWork = (trace: Trace): string[] =>
  callsIn(trace).flatMap(({ task }) => (task?.status === 'running' ? (task.session ?? []) : []))

const isUnknown = (error: unknown): boolean =>
  error instanceof SdkError && error.code === 'unknown_session'

/** 0 where nothing can be read of it, yet or any more. */
async function lastSeqOf(session: string): Promise<number> {
  try {
    return (await readTrace(session, { content: false, subagents: false })).last.seq
  } catch (error) {
    if (!isUnknown(error)) tellProblem(error)
    return 0
  }
}

const tellProblem = (error: unknown): void => {
  process.stderr.write(`harness: ${error instanceof Error ? error.message : String(error)}\n`)
}

const lastOf = (rows: readonly string[], count: number): string =>
  rows.slice(Math.max(0, rows.length - count)).join('')
