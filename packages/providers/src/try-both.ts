import type { Failure, ModelDelta, ModelEnd } from '@harness/kernel'

type Stream = AsyncIterable<ModelDelta | ModelEnd>

/** Two ways to ask the same, the second for endpoints that refuse the first. */
export interface Ways {
  first(): Stream
  second(): Stream
  /** Whether a failure may be such a refusal. Servers say it in prose, each in its own: the second request tells. */
  mayRefuse(failure: Failure): boolean
  /** Told which way works. */
  learn(way: 'first' | 'second'): void
}

/** Asks in the first way, and in the second when nothing came of it but what may be a refusal. */
export async function* tryBoth(ways: Ways): AsyncGenerator<ModelDelta | ModelEnd> {
  const { first, second, mayRefuse, learn } = ways
  let hasBegun = false
  let refusal: ModelEnd | undefined
  for await (const piece of first()) {
    if (piece.type === 'failure' && !hasBegun && mayRefuse(piece.failure)) refusal = piece
    else yield piece
    hasBegun = true
    if (piece.type === 'reply') learn('first')
  }
  if (!refusal) return
  let works = false
  for await (const piece of second()) {
    if (piece.type !== 'failure' && !works) {
      works = true
      learn('second')
    }
    // What fails in both ways fails for another reason, and the first one told it.
    yield works || piece.type !== 'failure' ? piece : refusal
  }
}
