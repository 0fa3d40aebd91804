import { callIds, type Protocol } from '@harness/kernel/wire'

import { MessageReader } from './reply/message-reader.ts'
import { MessageWriter } from './request/message-writer.ts'
import { requestBody } from './request/request-body.ts'

/** The messages API. https://platform.claude.com/docs/en/api/messages */
export function messagesProtocol(provider: string): Protocol<null> {
  const writer = new MessageWriter(provider)
  return {
    title: "Anthropic's messages API",
    path: '/v1/messages',
    urlHint: 'it stands before /v1/messages',
    dialect: null,
    body: async (request) => requestBody(request, await writer.write(request)),
    read: ({ key }) => new MessageReader({ provider, callId: callIds(key) }),
    adapt: () => undefined,
    accepted: () => null,
  }
}
