import type { ModelSpec } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'
import type { ChosenModel } from './choose-model.ts'

type PriceOptions = Pick<Options, 'maxCost'>

/** A bound on cost needs the price of every model that may be asked. */
export function requirePrices(options: PriceOptions, { spec, fallbacks }: ChosenModel): void {
  for (const each of [spec, ...fallbacks.map((fallback) => fallback.spec)])
    requirePrice(options, each)
}

/** A bound on cost binds nothing while the price is unknown: it is refused rather than ignored. */
function requirePrice({ maxCost }: PriceOptions, { provider, id, price }: ModelSpec): void {
  if (maxCost === undefined || price !== undefined) return
  throw new SdkError(
    'invalid_option',
    `maxCost is ${maxCost}, and the price of ${provider}/${id} is unknown: bound the run by maxTokens, maxTurns or its time.`,
  )
}
