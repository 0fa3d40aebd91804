import type { CallToolResult } from '@modelcontextprotocol/server'
import type { RunResult } from '../../run-result.ts'
import { RunOutput } from './run-input.ts'

/** What a client reads of a run that is over. */
export function toldResult(result: RunResult): CallToolResult {
  const { denied, usage, ...rest } = result
  const told = RunOutput.parse({
    ...rest,
    usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens },
    denied: denied.map(({ tool, rule, reason }) => ({ tool, rule, reason })),
  })
  return {
    content: [{ type: 'text', text: textOf(told) }],
    structuredContent: told,
    isError: told.reason === 'failed' || told.reason === 'stuck',
  }
}

function textOf({ text, reason, message, limit, denied, sessionId }: RunOutput): string {
  const why = [limit, message].filter((one) => one !== null).join(', ')
  const ended = reason === 'done' ? '' : `The run ended: ${reason}${why === '' ? '' : ` (${why})`}.`
  const not = denied.map((each) => `Not allowed: ${each.tool}. ${each.reason ?? each.rule}`)
  return [text, ended, ...not, `Session ${sessionId}`].filter((line) => line !== '').join('\n\n')
}
