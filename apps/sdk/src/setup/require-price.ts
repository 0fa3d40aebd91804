import type { ModelSpec } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'

/** A bound on cost binds nothing while the price is unknown: it is refused rather than ignored. */
export function requirePrice(
  { maxCost }: Pick<Options, 'maxCost'>,
  { provider, id, price }: ModelSpec,
): void {
  if (maxCost === undefined || price !== undefined) return
  throw new SdkError(
    'invalid_option',
    `maxCost is ${maxCost}, and the price of ${provider}/${id} is unknown: bound the run by maxTokens, maxTurns or its time.`,
  )
}
