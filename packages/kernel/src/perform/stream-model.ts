import type { ModelDelta, ModelEnd, ModelRequest, Provider } from '../ports/provider.ts'
import type { Redactor } from '../ports/redactor.ts'
import { DeltaRedactor } from '../redaction/delta-redactor.ts'
import type { Overheard } from './overheard.ts'

export interface Streaming {
  signal: AbortSignal
  wire: Overheard
  redactor: Redactor | undefined
  /** Shown as they come, without secrets. */
  show?(deltas: readonly ModelDelta[]): void
}

/** One request of a provider: takes down what is said, and answers how it ended. */
export async function streamModel(
  provider: Provider,
  request: ModelRequest,
  { signal, wire, redactor: secrets, show }: Streaming,
): Promise<ModelEnd> {
  const redactor = secrets && new DeltaRedactor(secrets)
  for await (const piece of provider.stream(request, { signal, record: wire.record })) {
    if (piece.type === 'reply' || piece.type === 'failure') {
      if (redactor) show?.(redactor.flush())
      return piece
    }
    if (redactor) wire.hear(piece)
    show?.(redactor ? redactor.take(piece) : [piece])
  }
  const message = `${provider.name} ended without an answer`
  return { type: 'failure', failure: { code: 'truncated', message } }
}
