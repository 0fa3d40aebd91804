import type { StreamEvent } from '@harness/kernel'
import type { RunResult } from '@harness/sdk'
import type { Output } from './output.ts'

interface Shown {
  events: AsyncIterable<StreamEvent>
  /** Asked for behind the last event. */
  result(): Promise<RunResult>
}

/** Shows a run to its end; `look` is told of every event before. Rejects with what kept it from beginning, or broke it. */
export async function showQuery(
  { events, result }: Shown,
  output: Output,
  look: (event: StreamEvent) => void,
): Promise<RunResult> {
  try {
    for await (const event of events) {
      look(event)
      output.event(event)
    }
    const ended = await result()
    output.end(ended)
    return ended
  } catch (error) {
    output.end(undefined)
    throw error
  }
}

const offlineNote =
  'The offline model answers: a script, no language model. To configure a real one, set a key such as ' +
  'OPENAI_API_KEY, or give --model ollama/NAME or --base-url URL --model NAME. harness doctor says what is there.'

/** Says once what the offline model is. */
export function offlineSayer(say: (text: string) => void): (event: StreamEvent) => void {
  let isOver = false
  return (event) => {
    if (!isOver && event.type === 'session.start' && event.model.startsWith('offline/')) {
      say(offlineNote)
      isOver = true
    }
  }
}
