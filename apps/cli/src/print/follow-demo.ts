import type { Query, RunResult } from '@harness/sdk'
import { TextOutput } from './text-output.ts'

/** Shows the run as it goes, and answers what it came to. */
export async function followDemo(running: Query): Promise<RunResult> {
  const output = new TextOutput()
  try {
    for await (const event of running) output.event(event)
    const result = await running.result
    output.end(result)
    return result
  } catch (error) {
    output.end(undefined)
    throw error
  }
}
