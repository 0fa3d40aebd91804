import type { RunResult } from '@harness/sdk'
import type { coloursFor } from './colours.ts'
import { counted, formatCost, formatCount, formatDuration, shorten } from './format.ts'
import { plainText } from './plain-text.ts'

/** What is said when a run is over: how it ended when not well, then the session and what was spent. */
export function closingLine(result: RunResult, colour: ReturnType<typeof coloursFor>): string {
  const { sessionId, turns, usage, cost, durationMs, background } = result
  const end = ending(result)
  const tokens = formatCount(usage.inputTokens + usage.outputTokens)
  const spent = [
    `session ${sessionId}`,
    counted(turns, 'turn'),
    `${tokens} tokens`,
    formatCost(cost),
    formatDuration(durationMs),
  ].join(' · ')
  return [
    ...(end === undefined ? [] : [colour('yellow', end)]),
    ...background.map(({ task, what }) =>
      plainText(`Still running: task ${task}, ${shorten(what, 60)}`),
    ),
    colour('dim', spent),
    '',
  ].join('\n')
}

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
