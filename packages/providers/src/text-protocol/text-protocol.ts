import type {
  ModelDelta,
  ModelEnd,
  ModelRequest,
  Provider,
  Reply,
  ReplyPart,
} from '@harness/kernel'
import { callIds } from '@harness/kernel/wire'
import { partsOf, type PartOptions } from './call-part.ts'
import { HeldText } from './held-text.ts'
import { History } from './history.ts'
import { finishTool, hasFinish, toolPrompt } from './tool-prompt.ts'

/**
 * A provider whose models know no tools: they are told of them in the system prompt, and call them by JSON in their text.
 * What they write is read strictly: arguments are never guessed, and what is malformed is answered with what is wrong.
 */
export function textProtocol(provider: Provider): Provider {
  const history = new History()
  return {
    name: provider.name,
    stream: (request, options) => {
      const { tools, system } = request
      const prompt = tools.length === 0 ? '' : toolPrompt(tools)
      const told: ModelRequest = {
        ...request,
        system: [system, prompt].filter(Boolean).join('\n\n'),
        messages: history.write(request.messages),
        tools: [],
      }
      if (tools.length === 0) return provider.stream(told, options)
      return readStream(provider.stream(told, options), request)
    },
  }
}

type Stream = AsyncIterable<ModelDelta | ModelEnd>

async function* readStream(
  stream: Stream,
  { tools, key }: ModelRequest,
): AsyncGenerator<ModelDelta | ModelEnd> {
  const reading = new Reading({
    tools: new Set(tools.map(({ name }) => name)),
    callId: callIds(key),
  })
  try {
    yield* readPieces(stream, reading, tools)
  } catch (error) {
    yield* reading.held()
    throw error
  }
}

async function* readPieces(
  stream: Stream,
  reading: Reading,
  tools: ModelRequest['tools'],
): AsyncGenerator<ModelDelta | ModelEnd> {
  for await (const piece of stream) {
    if (piece.type === 'failure') {
      yield* reading.held()
      yield piece
    } else if (piece.type !== 'reply') yield* reading.take(piece)
    else {
      const reply = reading.reply(piece.reply)
      yield* reading.rest(reply)
      yield { type: 'reply', reply: hasFinish(tools) ? { ...reply, endsBy: finishTool } : reply }
    }
  }
}

/** Shows what is prose while it comes, and the rest when the reply is whole. */
class Reading {
  readonly #options: PartOptions
  /** The text of each part that was shown. */
  readonly #shown: string[] = []
  readonly #texts = new Map<number, HeldText>()
  #isHolding = false
  /** What came since it holds, and where. */
  readonly #held: string[] = []
  #last = 0

  constructor(options: PartOptions) {
    this.#options = options
  }

  take(delta: ModelDelta): ModelDelta[] {
    this.#last = delta.index
    if (this.#isHolding || delta.type === 'call') {
      this.#isHolding = true
      this.#held.push(delta.type === 'call' ? delta.input : delta.text)
      return []
    }
    const text = delta.type === 'text' ? this.#prose(delta) : delta.text
    this.#shown[delta.index] = (this.#shown[delta.index] ?? '') + text
    return text === '' ? [] : [{ ...delta, text }]
  }

  /** As soon as one part may become several, their places are not known. */
  #prose({ index, text }: { index: number; text: string }): string {
    const held = this.#texts.get(index) ?? new HeldText()
    this.#texts.set(index, held)
    const shown = held.take(text)
    this.#isHolding = held.isHolding
    if (held.isHolding) this.#held.push(held.rest)
    return shown
  }

  /** What was not shown when no reply comes: nothing of it is a call, and nobody shall think that it was never said. */
  held(): ModelDelta[] {
    const text = this.#held.splice(0).join('')
    return text === '' ? [] : [{ type: 'text', index: this.#last, text }]
  }

  reply(reply: Reply): Reply {
    let calls = 0
    const callId = () => this.#options.callId(calls++)
    const parts = reply.parts.flatMap((part): ReplyPart[] =>
      part.type === 'text' && part.text !== ''
        ? partsOf(part.text, { ...this.#options, callId })
        : [part],
    )
    const hasCalls = parts.some(({ type }) => type === 'call')
    const stop = reply.stop === 'length' ? 'length' : hasCalls ? 'calls' : 'end'
    return { ...reply, parts, stop }
  }

  *rest({ parts }: Reply): Generator<ModelDelta> {
    for (const [index, part] of parts.entries()) {
      if (part.type === 'call') {
        yield { type: 'call', index, name: part.name, input: part.input }
        continue
      }
      const text = part.text.slice(this.#shown[index]?.length ?? 0)
      if (text !== '') yield { type: part.type, index, text }
    }
  }
}
