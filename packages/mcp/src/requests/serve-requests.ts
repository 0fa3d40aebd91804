import { pathToFileURL } from 'node:url'
import type { Client, ClientCapabilities } from '@modelcontextprotocol/client'
import type { McpHost } from '../mcp-host.ts'
import { answerQuestion } from './answer-question.ts'
import { answerSample } from './answer-sample.ts'

/** What servers are told that they may ask for: what there is somebody to answer. */
export const capabilitiesFor = ({ ask, sample }: McpHost): ClientCapabilities => ({
  roots: {},
  ...(ask && { elicitation: { form: { applyDefaults: true } } }),
  ...(sample && { sampling: {} }),
})

export interface Asking {
  server: string
  host: McpHost
  /** Stops the clocks of the server's calls while it works. */
  holding<Answer>(work: () => Promise<Answer>): Promise<Answer>
}

/** Answers what a server asks. One question after the other: a server cannot bury a person under them. */
export function serveRequests(client: Client, { server, host, holding }: Asking): void {
  const { ask, sample, workspace } = host
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  const inTurn = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    if (waiting >= mostWaiting) throw new Error('Too many requests at once.')
    waiting += 1
    const before = last
    const mine = before.then(() => holding(work)).finally(() => (waiting -= 1))
    last = mine.catch(() => undefined)
    return mine
  }
  client.setRequestHandler('roots/list', () => ({
    roots: [{ uri: pathToFileURL(workspace).href, name: 'workspace' }],
  }))
  if (ask) {
    client.setRequestHandler('elicitation/create', ({ params }, { mcpReq: { signal } }) =>
      inTurn(() => answerQuestion(params, { server, signal, ask: ask.bind(host) })),
    )
  }
  if (sample) {
    client.setRequestHandler('sampling/createMessage', ({ params }, { mcpReq: { signal } }) =>
      inTurn(() => answerSample(params, { server, signal, sample: sample.bind(host) })),
    )
  }
}

const mostWaiting = 20
