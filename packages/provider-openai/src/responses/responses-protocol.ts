import { callIds, type ErrorFacts, type Protocol } from '@harness/kernel/wire'

import { adaptResponses } from './adapt-responses.ts'
import { InputWriter } from './input-writer.ts'
import { responsesBody, type ResponsesDialect } from './responses-body.ts'
import { ResponseReader } from './response-reader.ts'

/** The responses API, without anything kept on the server. https://platform.openai.com/docs/api-reference/responses */
export function responsesProtocol(provider: string, baseUrl: string): Protocol<ResponsesDialect> {
  const writer = new InputWriter(provider)
  const isOpenai = new URL(baseUrl).host === 'api.openai.com'
  return {
    title: "OpenAI's responses API",
    path: '/responses',
    urlHint: 'most end in /v1',
    dialect: { refused: isOpenai ? [] : ['prompt_cache_key'] },
    body: async (request, dialect) => responsesBody(request, await writer.write(request), dialect),
    read: ({ key }) => new ResponseReader({ provider, callId: callIds(key) }),
    adapt: (dialect, facts, { messages }) =>
      isUnreadable(facts) && writer.leaveOutReasoning(messages)
        ? { dialect, certain: true }
        : adaptResponses(dialect, facts),
    accepted: (dialect) => dialect,
  }
}

/** Reasoning was sealed for another account or another model. */
const isUnreadable = ({ names }: ErrorFacts) => names.includes('invalid_encrypted_content')
