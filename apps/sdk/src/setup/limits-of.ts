import { defaultLimits, type Limits } from '@harness/kernel'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'

type LimitOptions = Pick<Options, 'maxTurns' | 'maxTokens' | 'maxCost' | 'timeoutMs'>

/** The bounds of a run. */
export function limitsOf({ maxTurns, maxTokens, maxCost, timeoutMs }: LimitOptions): Limits {
  const whole = { maxTurns, maxTokens }
  for (const [name, value] of Object.entries(whole)) {
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0)) {
      throw notALimit(name, value, 'a whole number above 0')
    }
  }
  const real = { maxCost, timeoutMs }
  for (const [name, value] of Object.entries(real)) {
    if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
      throw notALimit(name, value, 'a number above 0')
    }
  }
  return {
    ...defaultLimits,
    ...(maxTurns === undefined ? {} : { maxTurns }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(maxCost === undefined ? {} : { maxCost }),
    ...(timeoutMs === undefined ? {} : { maxMs: timeoutMs }),
  }
}

const notALimit = (name: string, value: number, wanted: string) =>
  new SdkError('invalid_option', `${name} is ${value}: a limit is ${wanted}.`)
