import { callIds, type Protocol } from '@harness/kernel/wire'

import { adaptMessages } from './adapt-messages.ts'
import { MessageReader } from './reply/message-reader.ts'
import type { MessagesDialect } from './request/dialect.ts'
import { MessageWriter } from './request/message-writer.ts'
import { requestBody } from './request/request-body.ts'

/** The messages API. https://platform.claude.com/docs/en/api/messages */
export function messagesProtocol(provider: string): Protocol<MessagesDialect> {
  const writer = new MessageWriter(provider)
  return {
    title: "Anthropic's messages API",
    path: '/v1/messages',
    urlHint: 'it stands before /v1/messages',
    dialect: { refused: [] },
    body: async (request, dialect) =>
      requestBody(request, await writer.write(request, dialect), dialect),
    read: ({ key }) => new MessageReader({ provider, callId: callIds(key) }),
    adapt: adaptMessages,
    accepted: (dialect) => dialect,
  }
}
