/** Where an endpoint differs from the others, as far as its request or its numbers go. */
export interface Dialect {
  /** The member that limits the output. OpenAI's reasoning models know only the newer one, most servers only the older. */
  maxTokensField: 'max_tokens' | 'max_completion_tokens'
  /** Ask for usage at the end of the stream. */
  usage: 'asked' | 'accepted' | 'refused'
  /** Ask for text that follows a schema, where the request has one. */
  output: boolean
  /** Say which requests share a prefix. */
  cacheKey: boolean
  /** `completion_tokens` leaves reasoning out although it is billed. */
  separateReasoning: boolean
}

/** What we know of an endpoint before the first request; refusals teach the rest. */
export function dialectOf(host: string): Dialect {
  const openai = host === 'api.openai.com' || host.endsWith('.openai.azure.com')
  return {
    maxTokensField: openai ? 'max_completion_tokens' : 'max_tokens',
    usage: 'asked',
    output: true,
    cacheKey: host === 'api.openai.com',
    separateReasoning: host === 'api.x.ai',
  }
}
