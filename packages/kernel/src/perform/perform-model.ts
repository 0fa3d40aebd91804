// One model call: the conversation goes out, deltas go to the live sink, the end becomes the outcome, and what went over
// the wire its transcript.
import { messagesOf } from '../conversation/conversation.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { messageOf } from '../errors/message-of.ts'
import type { Draft, EventOf } from '../events/event.ts'
import type { Hash } from '../events/hash.ts'
import type { Configuration } from '../events/session-configured.ts'
import type { Facts, Session } from '../log/session.ts'
import type { ModelDelta, ModelEnd, ModelRequest, Provider } from '../ports/provider.ts'
import { chosenModel } from '../state/chosen-model.ts'
import type { Exchange } from '../transcript/exchange.ts'
import { effectKey } from './effect-key.ts'
import type { Performance } from './performance.ts'
import { DeltaRedactor } from './redact-deltas.ts'
import { withholdSecrets } from './withhold-secrets.ts'

type Intent = EventOf<'model.started'>
type Settled = Extract<Draft, { type: 'model.settled' }>['data']

export async function performModel(intent: Intent, performance: Performance): Promise<Facts> {
  const { host, session, signal } = performance
  const wire: Overheard = { exchanges: [], said: new Map() }
  const end = await ask(intent, performance, wire).catch((error: unknown) => {
    if (signal.aborted && signal.reason === 'cancel') return 'cancelled' as const
    throw error
  })
  const transcript = await keep(session, wire)
  const data: Settled =
    end === 'cancelled'
      ? { kind: 'cancelled', ...transcript }
      : end.type === 'reply'
        ? { kind: 'replied', reply: end.reply, ...transcript }
        : { kind: 'failed', failure: end.failure, jitter: host.runtime.random(), ...transcript }
  return [{ type: 'model.settled', cause: intent.seq, data }]
}

/** What is taken down of a call: what went over the wire, and the pieces of what was said. */
interface Overheard {
  exchanges: Exchange[]
  /** By the part that they belong to: parts may come at the same time. */
  said: Map<string, string[]>
}

async function keep(
  session: Session,
  { exchanges, said }: Overheard,
): Promise<{ transcript?: Hash }> {
  if (exchanges.length === 0) return {}
  const clean = withholdSecrets(exchanges, [...said.values()], session.redactor)
  try {
    return { transcript: await session.transcripts.write(clean, session.state.transcript) }
  } catch (error) {
    // What was paid for is worth more than how it went: a store that cannot write fails at the outcome, too.
    if (error instanceof KernelError) return {}
    throw error
  }
}

function overhear({ said }: Overheard, delta: ModelDelta): void {
  const part = `${delta.type} ${delta.index}`
  const pieces = said.get(part) ?? []
  pieces.push(delta.type === 'call' ? delta.input : delta.text)
  said.set(part, pieces)
}

async function ask(
  intent: Intent,
  { session, host, signal }: Performance,
  wire: Overheard,
): Promise<ModelEnd> {
  const { configuration } = session.state.identity
  if (!configuration) return fatal('the session has no model')
  try {
    const model = chosenModel(configuration, intent.data.choice ?? 0)
    const provider = await host.provider(model)
    const request = await requestFor(session, configuration, { intent, model })
    return await stream(provider, request, { session, host, signal, intent, wire })
  } catch (error) {
    if (signal.aborted || error instanceof KernelError) throw error
    return fatal(`the model could not be called: ${messageOf(error)}`)
  }
}

interface Streaming extends Pick<Performance, 'session' | 'host' | 'signal'> {
  intent: Intent
  wire: Overheard
}

async function stream(
  provider: Provider,
  request: ModelRequest,
  { session, host, signal, intent, wire }: Streaming,
): Promise<ModelEnd> {
  const redactor = session.redactor && new DeltaRedactor(session.redactor)
  let index = 0
  const show = (deltas: readonly ModelDelta[]) => {
    for (const delta of deltas) {
      host.live?.({ type: 'model', intent: intent.seq, index: index++, delta })
    }
  }
  const record = (exchange: Exchange) => void wire.exchanges.push(exchange)
  for await (const piece of provider.stream(request, { signal, record })) {
    if (piece.type === 'reply' || piece.type === 'failure') {
      if (redactor) show(redactor.flush())
      return piece
    }
    if (redactor) overhear(wire, piece)
    show(redactor ? redactor.take(piece) : [piece])
  }
  const message = `${provider.name} ended without an answer`
  return { type: 'failure', failure: { code: 'truncated', message } }
}

const fatal = (message: string): ModelEnd => ({
  type: 'failure',
  failure: { code: 'fatal', message },
})

async function requestFor(
  session: Session,
  configuration: Configuration,
  { intent, model }: { intent: Intent; model: ModelRequest['model'] },
): Promise<ModelRequest> {
  const { system, tools } = await session.instructions(configuration)
  return {
    model,
    system,
    tools,
    messages: messagesOf(await session.conversation()),
    key: effectKey(session, intent),
    ...(configuration.output !== undefined && { output: configuration.output }),
    image: (artifact) => session.store.artifacts.get(artifact),
  }
}
