import {
  contentText,
  type ModelEnd,
  type ModelRequest,
  type Provider,
  type ReplyPart,
} from '@harness/kernel'
import type { PlayTurn } from './play.ts'

/** What is played to whom: who is told this task answers with these turns. */
export interface Play {
  task: string
  turns: readonly PlayTurn[]
}

/** How a model of plays writes. */
export interface PlayOptions {
  /** `text`: calls as JSON in its text, and the tool `finish` in place of a last word. Default: `native`. */
  toolCalls?: 'native' | 'text'
}

/**
 * A model that plays: it knows its case by the task, and its place by the replies that it gave. What is not in the play, and
 * what comes behind its end, it answers with its last word.
 */
export const playModel = (plays: readonly Play[], options: PlayOptions = {}): Provider => ({
  name: 'plays',
  async *stream(request, { signal }): AsyncGenerator<ModelEnd> {
    signal.throwIfAborted()
    const turns = playFor(plays, request)
    const place = request.messages.filter(({ role }) => role === 'assistant').length
    const turn = turns[place] ?? turns.at(-1) ?? 'I do not know this task.'
    const parts = options.toolCalls === 'text' ? textParts(turn) : nativeParts(turn, place)
    const stop = parts.some(({ type }) => type === 'call') ? 'calls' : 'end'
    yield {
      type: 'reply',
      reply: { parts, stop, usage: { inputTokens: 100, outputTokens: 20 } },
    }
  },
})

function playFor(plays: readonly Play[], { messages }: ModelRequest): readonly PlayTurn[] {
  const said = messages.flatMap((message) =>
    message.role === 'user' ? [contentText(message.content)] : [],
  )
  return plays.find(({ task }) => said.some((text) => text.includes(task)))?.turns ?? []
}

const nativeParts = (turn: PlayTurn, place: number): ReplyPart[] =>
  typeof turn === 'string'
    ? [{ type: 'text', text: turn }]
    : turn.map(([name, input], index) => ({
        type: 'call',
        id: `call_${place}_${index}`,
        name,
        input: JSON.stringify(input),
      }))

function textParts(turn: PlayTurn): ReplyPart[] {
  const calls = typeof turn === 'string' ? [['finish', { summary: turn }] as const] : turn
  const texts = calls.map(([tool, args]) => JSON.stringify({ tool, args }))
  return [{ type: 'text', text: texts.join('\n') }]
}
