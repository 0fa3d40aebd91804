import type { Redactor } from '../ports/redactor.ts'
import type { Exchange } from '../transcript/exchange.ts'

/**
 * A secret that comes in the pieces of a stream is not seen in its bytes. Where what they add up to holds one, the bytes
 * are not kept at all.
 */
export function withholdSecrets(
  exchanges: readonly Exchange[],
  said: readonly (readonly string[])[],
  redactor: Redactor | undefined,
): readonly Exchange[] {
  const holds = (pieces: readonly string[]) => {
    const text = pieces.join('')
    return redactor?.redact(text) !== text
  }
  if (!redactor || !said.some(holds)) return exchanges
  return exchanges.map((exchange) =>
    exchange.response
      ? {
          ...exchange,
          response: { ...exchange.response, body: '', isWhole: false },
          broken: 'withheld: it holds a secret',
        }
      : exchange,
  )
}
