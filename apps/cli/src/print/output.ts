import type { RunResult } from '@harness/sdk'
import type { StreamEvent } from '@harness/kernel'

/** How a run is shown. */
export interface Output {
  event(event: StreamEvent): void
  /** Before a question to a person; resolves to nothing, restores when the answered function is called. */
  pause(): () => void
  /** A remark to the person, on standard error. */
  note(text: string): void
  /** The person asked to stop. */
  cancelling(): void
  end(result: RunResult | undefined): void
}
