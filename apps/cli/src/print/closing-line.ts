import type { RunResult } from '@harness/sdk'
import type { coloursFor } from './colours.ts'
import { counted, formatCost, formatCount, formatDuration, shorten } from './format.ts'
import { plainLine, plainText } from './plain-text.ts'
import { wrapText } from './wrap-words.ts'

type Colour = ReturnType<typeof coloursFor>

/**
 * What is said when a run is over: how it ended when not well, then what was spent. On a terminal of so many columns it
 * also says how to go on; in a pipe it is one line.
 */
export function closingLine(result: RunResult, colour: Colour, columns?: number): string {
  const { sessionId, background } = result
  const tasks = background.map(({ task, what }) =>
    plainText(`Still running: task ${task}, ${shorten(plainLine(what), 60)}`),
  )
  const spent = spentIn(result).join(' · ')
  const last = columns
    ? [
        colour('dim', wrapText(`${result.reason} · ${spent}`, columns)),
        ...(saysHow.has(result.reason)
          ? []
          : [colour('dim', wrapText(`Go on with: ${goOn(sessionId)}`, columns))]),
      ]
    : [colour('dim', `session ${sessionId} · ${spent}`)]
  return [endingLine(result, colour, columns), [...tasks, ...last, ''].join('\n')].join('')
}

/** The same of one run of many: its person is there, and goes on by saying something. */
export function shortClosing(result: RunResult, colour: Colour, columns?: number): string {
  const spent = spentIn(result).join(' · ')
  const last = colour('dim', columns ? wrapText(spent, columns) : spent)
  return `${shortEnding(result, colour, columns)}${last}\n`
}

export function shortEnding(result: RunResult, colour: Colour, columns?: number): string {
  const end = result.reason === 'idle' ? undefined : ending(result, inChat)
  return told(end, colour, columns)
}

const goOn = (sessionId: string) => `harness --resume ${sessionId} "…"`

/** Ends that say by themselves how it goes on. */
const saysHow: ReadonlySet<RunResult['reason']> = new Set(['limit', 'cancelled', 'stopped', 'idle'])

/** How a run ended when not well; empty for one that did. */
export function endingLine(result: RunResult, colour: Colour, columns?: number): string {
  return told(ending(result, inShell(result)), colour, columns)
}

function told(end: string | undefined, colour: Colour, columns: number | undefined): string {
  if (end === undefined) return ''
  return `${colour('yellow', columns ? wrapText(end, columns) : end)}\n`
}

/** How it goes on, by what ended it. */
interface Again {
  limit: string
  cancelled: string
  stopped: string
}

const inShell = ({ sessionId }: RunResult): Again => {
  const again = `Go on with: harness --resume ${sessionId}`
  return { limit: ` ${again} "go on"`, cancelled: ` ${again} "…"`, stopped: ` ${again}` }
}

const inChat: Again = { limit: ' Say "go on" to go on.', cancelled: '', stopped: '' }

const spentIn = ({ turns, usage, cost, durationMs }: RunResult): string[] => [
  counted(turns, 'turn'),
  `${formatCount(usage.inputTokens + usage.outputTokens)} tokens`,
  formatCost(cost),
  formatDuration(durationMs),
]

export const nothingToDo = (sessionId: string) =>
  `The session has nothing left to do: give it a task, harness --resume ${sessionId} "…".`

function ending(result: RunResult, again: Again): string | undefined {
  const { reason, limit, message, sessionId, denied } = result
  const why = message === null ? '' : `: ${plainText(message)}`
  switch (reason) {
    case 'done':
      return result.unconfirmed
        ? 'The model stopped without saying by the tool finish that it is done.'
        : undefined
    case 'idle':
      return nothingToDo(sessionId)
    case 'failed':
    case 'stuck':
      return `The run ${reason === 'stuck' ? 'got stuck' : 'failed'}${why}`
    case 'limit':
      return `The limit of ${limit ?? 'the run'} was reached.${again.limit}`
    case 'denied': {
      const rules = denied.map((one) => plainText(one.reason ?? one.rule))
      if (message !== null) return plainText(message)
      return ['The model stopped after a call was denied.', ...new Set(rules)].join('\n')
    }
    case 'cancelled':
      return `Cancelled.${again.cancelled}`
    case 'stopped':
      return `Stopped.${again.stopped}`
  }
}
