import type { Options } from '../../index.ts'
import type { Ground, Outcome } from '../configured.ts'
import { says, scripted } from '../scripted.ts'
import { body, type OptionEffects } from './option-effect.ts'

type LimitOption = 'maxTurns' | 'maxTokens' | 'maxCost' | 'timeoutMs' | 'outputSchema' | 'signal'

const ended = ({ result }: Outcome) => [result?.reason, result?.limit, result?.turns]
const calls = [['list', {}]] as const

/** A model whose tokens cost as much as one likes. */
const priced = ({ url }: Ground): Options => ({
  model: 'shop/rose',
  presets: [
    {
      name: 'shop',
      title: 'A shop',
      wire: 'openai',
      baseUrl: url,
      isLocal: true,
      models: { rose: { price: { input: 100_000, output: 100_000 } } },
    },
  ],
})

/** A model that takes its time, and tells that it was asked. */
const slow = (asked = () => {}): Options => ({
  provider: scripted(async (_, __, signal) => {
    asked()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, 400)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
    await promise
    return says('late')
  }),
})

let stop = new AbortController()

const output = {
  type: 'object',
  properties: { answer: { type: 'number' } },
  required: ['answer'],
  additionalProperties: false,
}

export const limitEffects: OptionEffects<LimitOption> = {
  maxTurns: { gives: () => 1, calls, changes: ended, to: ['limit', 'turns', 1] },
  maxTokens: { gives: () => 12, calls, changes: ended, to: ['limit', 'tokens', 1] },
  maxCost: { gives: () => 0.5, beside: priced, calls, changes: ended, to: ['limit', 'cost', 1] },
  timeoutMs: { gives: () => 50, beside: () => slow(), changes: ended, to: ['limit', 'time', 0] },
  outputSchema: {
    gives: () => output,
    changes: (run) => JSON.stringify(body(run)['response_format'] ?? '').includes('answer'),
    to: true,
  },
  signal: {
    gives: () => (stop = new AbortController()).signal,
    beside: () => slow(() => setTimeout(() => stop.abort('enough'), 20)),
    changes: ended,
    to: ['stopped', null, 0],
  },
}
