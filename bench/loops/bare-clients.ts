// The client libraries as they come: the least that reads an answer of each wire by them.
import { createRequire } from 'node:module'
import type { WireName } from '../model/wire-replies.ts'

const from = (name: string) =>
  createRequire(new URL(`../../packages/${name}/package.json`, import.meta.url))

/** Asks once and answers how much text came. */
export type BareClient = (model: string) => Promise<number>

/** The client of each wire, talking to this address. */
export async function bareClients(url: string): Promise<Record<WireName, BareClient>> {
  const { OpenAI } = from('provider-openai')('openai')
  const { Anthropic } = from('provider-anthropic')('@anthropic-ai/sdk')
  const openai = new OpenAI({ baseURL: url, apiKey: 'none' })
  const anthropic = new Anthropic({ baseURL: url.replace('/v1', ''), apiKey: 'none' })
  const said = { role: 'user', content: 'Go on.' }
  return {
    chat: async (model) => {
      let length = 0
      const options = { model, messages: [said], stream: true }
      for await (const chunk of await openai.chat.completions.create(options)) {
        length += chunk.choices[0]?.delta?.content?.length ?? 0
      }
      return length
    },
    responses: async (model) => {
      let length = 0
      for await (const event of await openai.responses.create({
        model,
        input: [said],
        stream: true,
      })) {
        if (event.type === 'response.output_text.delta') length += event.delta.length
      }
      return length
    },
    messages: async (model) => {
      let length = 0
      const options = { model, messages: [said], max_tokens: 10, stream: true }
      for await (const event of await anthropic.messages.create(options)) {
        if (event.type === 'content_block_delta') length += event.delta.text.length
      }
      return length
    },
  }
}
