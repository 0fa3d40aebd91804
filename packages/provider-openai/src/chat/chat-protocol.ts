import { callIds, type Protocol } from '@harness/kernel/wire'

import { adaptDialect } from './adapt-dialect.ts'
import { ReplyBuilder } from './reply/reply-builder.ts'
import { dialectOf, type Dialect } from './request/dialect.ts'
import { MessageWriter } from './request/message-writer.ts'
import { requestBody } from './request/request-body.ts'

/** Chat completions, as OpenAI and all who follow it speak them. https://platform.openai.com/docs/api-reference/chat */
export function chatProtocol(
  provider: string,
  baseUrl: string,
  { thinkTags = false }: { thinkTags?: boolean | undefined } = {},
): Protocol<Dialect> {
  const writer = new MessageWriter(provider)
  return {
    title: "OpenAI's chat completions",
    path: '/chat/completions',
    urlHint: 'most end in /v1',
    dialect: dialectOf(new URL(baseUrl).host),
    body: async (request, dialect) => requestBody(request, await writer.write(request), dialect),
    read: ({ key }, { separateReasoning }) =>
      new ReplyBuilder({ provider, callId: callIds(key), separateReasoning, thinkTags }),
    adapt: adaptDialect,
    accepted: (dialect) =>
      dialect.usage === 'asked' ? { ...dialect, usage: 'accepted' } : dialect,
  }
}
