// One model call: the conversation goes out, deltas go to the live sink, the end becomes the outcome.
import { messagesOf } from '../conversation/conversation.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { messageOf } from '../errors/message-of.ts'
import type { Draft, EventOf } from '../events/event.ts'
import type { Configuration } from '../events/session-configured.ts'
import type { Facts, Session } from '../log/session.ts'
import type { ModelEnd, ModelRequest, ModelDelta } from '../ports/provider.ts'
import { effectKey } from './effect-key.ts'
import type { Performance } from './performance.ts'
import { DeltaRedactor } from './redact-deltas.ts'

type Intent = EventOf<'model.started'>
type Settled = Extract<Draft, { type: 'model.settled' }>['data']

export async function performModel(intent: Intent, performance: Performance): Promise<Facts> {
  const { host } = performance
  const end = await ask(intent, performance)
  const data: Settled =
    end.type === 'reply'
      ? { kind: 'replied', reply: end.reply }
      : { kind: 'failed', failure: end.failure, jitter: host.runtime.random() }
  return [{ type: 'model.settled', cause: intent.seq, data }]
}

async function ask(intent: Intent, performance: Performance): Promise<ModelEnd> {
  const { session, host, signal } = performance
  const { configuration } = session.state.identity
  if (!configuration) return fatal('the session has no model')
  try {
    const provider = await host.provider(configuration.model.provider)
    const request = await requestFor(session, configuration, effectKey(session, intent))
    const redactor = session.redactor && new DeltaRedactor(session.redactor)
    let index = 0
    const show = (deltas: readonly ModelDelta[]) => {
      for (const delta of deltas) {
        host.live?.({ type: 'model', intent: intent.seq, index: index++, delta })
      }
    }
    for await (const piece of provider.stream(request, { signal })) {
      if (piece.type === 'reply' || piece.type === 'failure') {
        if (redactor) show(redactor.flush())
        return piece
      }
      show(redactor ? redactor.take(piece) : [piece])
    }
    return {
      type: 'failure',
      failure: { code: 'truncated', message: `${provider.name} ended without an answer` },
    }
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
  key: string,
): Promise<ModelRequest> {
  const { system, tools } = await session.instructions(configuration)
  return {
    model: configuration.model,
    system,
    tools,
    messages: messagesOf(await session.conversation()),
    key,
    image: (artifact) => session.store.artifacts.get(artifact),
  }
}
