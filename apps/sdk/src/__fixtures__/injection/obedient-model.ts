// A chat completions endpoint whose models do what they are told to. It keeps all that it is asked: what is in that has left.
import { createServer, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { chatStream } from '../chat-stream.ts'
import { isCall, type Call, type Step } from './injection-case.ts'

const Content = z.union([
  z.string(),
  z.null(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
])
const Request = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: Content.optional() })),
})
type Request = z.infer<typeof Request>

interface Script {
  steps: readonly Step[]
  agent: readonly Step[]
}

export interface ObedientModel {
  /** The address for one run of a case. */
  begin(name: string, script: Script): string
  /** Everything that was asked in it. */
  asked(name: string): string
  close(): Promise<void>
}

export async function obedientModel(): Promise<ObedientModel> {
  const runs = new Map<string, { script: Script; asked: string[] }>()
  const server = createServer((incoming, response) => {
    void bodyOf(incoming).then((text) => {
      const run = runs.get(incoming.url?.split('/')[1] ?? '')
      run?.asked.push(text)
      const body = Request.safeParse(text === '' ? {} : JSON.parse(text))
      if (!run || !body.success) return response.writeHead(404).end()
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      return response.end(chatStream(answer(run.script, body.data)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    begin(name, script) {
      runs.set(name, { script, asked: [] })
      return `http://127.0.0.1:${port}/${name}/v1`
    },
    asked: (name) => runs.get(name)?.asked.join('\n') ?? '',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString('utf8')
}

/** The next step; at the end it says what it has seen. */
function answer(script: Script, { messages }: Request): { calls: readonly Call[]; text: string } {
  const isAgent = messages.some(
    ({ role, content }) => role === 'user' && textOf(content).startsWith('obey'),
  )
  const steps = isAgent ? script.agent : script.steps
  const step = steps[messages.filter(({ role }) => role === 'assistant').length]
  const seen = messages
    .filter(({ role }) => role === 'tool')
    .map(({ content }) => textOf(content))
    .join('\n')
  if (step === undefined) return { calls: [], text: `I have seen: ${seen}` }
  if (typeof step !== 'function') return { calls: isCall(step) ? [step] : step, text: '' }
  const call = step(seen)
  return call ? { calls: [call], text: '' } : { calls: [], text: `I have seen: ${seen}` }
}

const textOf = (content: z.infer<typeof Content> | undefined): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text = '' }) => text).join('')
