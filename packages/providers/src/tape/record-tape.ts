import type { Exchange, Provider } from '@harness/kernel'

/** A provider that is listened to. */
export interface Recording {
  /** Does what the other one does. */
  provider: Provider
  /** What went over its wire so far, each when it was over: what a `Tape` is made of. */
  readonly exchanges: readonly Exchange[]
}

/** Keeps the exchanges of a provider, beside whoever else records them. */
export function recordTape(provider: Provider): Recording {
  const exchanges: Exchange[] = []
  return {
    exchanges,
    provider: {
      name: provider.name,
      stream: (request, options) =>
        provider.stream(request, {
          ...options,
          record: (exchange) => {
            exchanges.push(exchange)
            options.record?.(exchange)
          },
        }),
    },
  }
}
