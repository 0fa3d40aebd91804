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

const goOn = (sessionId: string) => `harness --resume ${sessionId} "…"`

/** Ends that say by themselves how it goes on. */
const saysHow: ReadonlySet<RunResult['reason']> = new Set(['limit', 'cancelled', 'stopped', 'idle'])

/** How a run ended when not well; empty for one that did. */
export function endingLine(result: RunResult, colour: Colour, columns?: number): string {
  const end = ending(result)
  if (end === undefined) return ''
  return `${colour('yellow', columns ? wrapText(end, columns) : end)}\n`
}

const spentIn = ({ turns, usage, cost, durationMs }: RunResult): string[] => [
  counted(turns, 'turn'),
  `${formatCount(usage.inputTokens + usage.outputTokens)} tokens`,
  formatCost(cost),
  formatDuration(durationMs),
]

export const nothingToDo = (sessionId: string) =>
  `The session has nothing left to do: give it a task, harness --resume ${sessionId} "…".`

function ending(result: RunResult): string | undefined {
  const { reason, limit, message, sessionId, denied } = result
  const why = message === null ? '' : `: ${plainText(message)}`
  const again = `Go on with: harness --resume ${sessionId}`
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
      return `The limit of ${limit ?? 'the run'} was reached. ${again} "go on"`
    case 'denied': {
      const rules = denied.map(({ reason: told, rule }) => plainText(told ?? rule))
      if (message !== null) return plainText(message)
      return ['The model stopped after a call was denied.', ...new Set(rules)].join('\n')
    }
    case 'cancelled':
      return `Cancelled. ${again} "…"`
    case 'stopped':
      return `Stopped. ${again}`
  }
}
