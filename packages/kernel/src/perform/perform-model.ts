// One model call: the conversation goes out, deltas go to the live sink, the end becomes the outcome, and what went over
// the wire its transcript.
import { messagesOf } from '../conversation/conversation.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { messageOf } from '../errors/message-of.ts'
import type { Draft, EventOf } from '../events/event.ts'
import type { Configuration } from '../events/session-configured.ts'
import type { Facts, Session } from '../log/session.ts'
import type { ModelDelta, ModelEnd, ModelRequest } from '../ports/provider.ts'
import { chosenModel } from '../state/chosen-model.ts'
import { effectKey } from './effect-key.ts'
import { Overheard } from './overheard.ts'
import type { Performance } from './performance.ts'
import { streamModel } from './stream-model.ts'

type Intent = EventOf<'model.started'>
type Settled = Extract<Draft, { type: 'model.settled' }>['data']

export async function performModel(intent: Intent, performance: Performance): Promise<Facts> {
  const { host, session, signal } = performance
  const wire = new Overheard()
  const end = await ask(intent, performance, wire).catch((error: unknown) => {
    if (signal.aborted && signal.reason === 'cancel') return 'cancelled' as const
    throw error
  })
  const transcript = await wire.keep(session)
  const data: Settled =
    end === 'cancelled'
      ? { kind: 'cancelled', ...transcript }
      : end.type === 'reply'
        ? { kind: 'replied', reply: end.reply, ...transcript }
        : { kind: 'failed', failure: end.failure, jitter: host.runtime.random(), ...transcript }
  return [{ type: 'model.settled', cause: intent.seq, data }]
}

async function ask(
  intent: Intent,
  { session, host, signal }: Performance,
  wire: Overheard,
): Promise<ModelEnd> {
  const { configuration } = session.state.identity
  if (!configuration) return fatal('the session has no model')
  let index = 0
  const show = (deltas: readonly ModelDelta[]) => {
    for (const delta of deltas) {
      host.live?.({ type: 'model', intent: intent.seq, index: index++, delta })
    }
  }
  try {
    const model = chosenModel(configuration, intent.data.choice ?? 0)
    const provider = await host.provider(model)
    const request = await requestFor(session, configuration, { intent, model })
    return await streamModel(provider, request, { signal, wire, redactor: session.redactor, show })
  } catch (error) {
    if (signal.aborted || error instanceof KernelError) throw error
    return fatal(`the model could not be called: ${messageOf(error)}`)
  }
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
