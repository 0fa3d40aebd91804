import { messagesOf } from '../conversation/conversation.ts'
import type { Draft, EventOf } from '../events/event.ts'
import type { Facts } from '../log/session.ts'
import { chosenModel } from '../state/chosen-model.ts'
import { messageOf } from '../errors/message-of.ts'
import type { Performance } from './performance.ts'

export async function performCompaction(
  intent: EventOf<'compaction.started'>,
  { session, host, signal }: Performance,
): Promise<Facts> {
  const settled = (data: Extract<Draft, { type: 'compaction.settled' }>['data']): Facts => [
    { type: 'compaction.settled', cause: intent.seq, data },
  ]
  const { identity, model: current } = session.state
  const model = identity.configuration && chosenModel(identity.configuration, current.choice)
  if (!host.compactor || !model) {
    return settled({ kind: 'failed', message: 'this host cannot make a conversation shorter' })
  }
  const messages = messagesOf(await session.conversation())
  try {
    const compacted = await host.compactor.compact(messages, { signal, model })
    return settled({ kind: 'compacted', ...compacted })
  } catch (error) {
    if (signal.aborted) throw error
    return settled({ kind: 'failed', message: messageOf(error) })
  }
}
