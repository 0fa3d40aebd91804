import { KernelError } from '@harness/kernel'
import type { CallToolResult, InputRequiredResult } from '@modelcontextprotocol/server'
import { SdkError } from '../../sdk-error.ts'
import { Refused } from '../refused.ts'
import type { Serving } from '../serving.ts'

/** More calls at a time than this are refused; a run counts until it ends. */
const mostCalls = 64

type Told = CallToolResult | InputRequiredResult

/** Does what a tool does. What cannot be done is its result, for the client's model to read; it never rejects. */
export function guard(serving: Serving) {
  let calls = 0
  return async (act: () => Promise<Told>): Promise<Told> => {
    if (calls >= mostCalls)
      return failure(`${mostCalls} calls are under way: wait until one of them ends.`)
    calls += 1
    try {
      return await act()
    } catch (error) {
      return failure(explain(error, serving))
    } finally {
      calls -= 1
    }
  }
}

export type Guard = ReturnType<typeof guard>

const failure = (text: string): CallToolResult => ({
  content: [{ type: 'text', text }],
  isError: true,
})

function explain(error: unknown, { notice }: Serving): string {
  if (error instanceof Refused || error instanceof SdkError || error instanceof KernelError)
    return error.message
  notice(`A request of a client failed: ${error instanceof Error ? error.message : String(error)}`)
  return 'This is a fault of the harness itself; what is known of it stands in the standard error of its server.'
}
