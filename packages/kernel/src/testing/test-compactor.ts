import assert from 'node:assert/strict'
import {
  contentText,
  messageTokens,
  run,
  textContent,
  type CompactionRequest,
  type Compactor,
  type ConversationEntry,
  type Event,
  type Message,
  type ModelEnd,
  type ModelRequest,
} from '../index.ts'
import { checkLog } from './check-log.ts'
import { checksOn, type ContractSuite } from './contract-suite.ts'
import { reply } from './scripted-provider.ts'
import { testWorld } from './test-world.ts'

/** A compactor to look at. */
export interface CompactorStage {
  compactor: Compactor
  close?(): Promise<void>
}

/** Tokens of the window that the suite's sessions have to fit. */
const contextWindow = 8_000

/**
 * The contract of `Compactor`: what it answers fits the conversation and makes it shorter, keeps what people said word
 * for word and every call with its result, does not need the model to be well, and changes nothing it is given.
 */
export function testCompactor(
  name: string,
  makeStage: () => Promise<CompactorStage>,
  suite: ContractSuite,
): void {
  const check = checksOn(name, makeStage, suite)

  check('a session goes on beyond its window, and no call loses its result', async (stage) => {
    const story = await tell(stage, summarise)
    assert.deepEqual(checkLog(story.events, { finished: true }), [])
    const settled = compactions(story.events)
    assert.ok(settled.length > 0, 'it was never asked')
    for (const data of settled) {
      assert.ok(data.kind === 'compacted', JSON.stringify(data))
      assert.ok((data.after ?? 0) < (data.before ?? 0))
    }
    for (const tokens of story.sent) assert.ok(tokens <= contextWindow, `${tokens} tokens sent`)
  })
  check('what people said is shown word for word, always', async (stage) => {
    const { requests } = await tell(stage, summarise)
    for (const { messages } of requests) {
      const shown = messages.map(textOf).join('\n')
      for (const input of inputs.slice(0, 1)) assert.ok(shown.includes(input), input)
    }
    const last = (requests.at(-1)?.messages ?? []).map(textOf).join('\n')
    for (const input of inputs) assert.ok(last.includes(input), input)
  })
  check('a model that cannot be asked is no reason to give up', async (stage) => {
    const { events } = await tell(stage, () => ({
      type: 'failure',
      failure: { code: 'fatal', message: 'not today' },
    }))
    const kinds = compactions(events).map(({ kind }) => kind)
    assert.ok(kinds.length > 0 && kinds.every((kind) => kind === 'compacted'), kinds.join())
  })
  check('changes nothing that it is given', async ({ compactor }) => {
    const entries = conversation()
    const before = structuredClone(entries)
    await compactor.compact(requestOf(entries), context())
    assert.deepEqual(entries, before)
  })
  check('lets go when its signal fires', async ({ compactor }) => {
    const stop = new AbortController()
    const compacting = compactor.compact(requestOf(conversation()), context(stop.signal))
    stop.abort('enough')
    await compacting.catch((reason: unknown) => assert.equal(reason, 'enough'))
  })
}

const inputs = ['Begin with the cellar 🍷.', 'Then the roof,\r\nplease.', 'And "the door" at last.']

interface Story {
  events: Event[]
  requests: ModelRequest[]
  /** Tokens of each request. */
  sent: number[]
}

/** A session of three inputs whose results fill its window several times over. */
async function tell({ compactor }: CompactorStage, aside: () => ModelEnd): Promise<Story> {
  const requests: ModelRequest[] = []
  const sent: number[] = []
  let turn = 0
  const world = await testWorld({
    contextWindow,
    limits: { maxTurns: 200 },
    host: { compactor },
    answer(request) {
      if (request.tools.length === 0) return aside()
      requests.push(request)
      const tokens = request.messages.reduce((sum, message) => sum + messageTokens(message), 0)
      sent.push(tokens)
      turn += 1
      return counted(turn % 12 === 0 ? reply(`done ${turn}`) : work(turn), tokens)
    },
  })
  for (const input of inputs) {
    await world.say(input)
    await run(world.session, { host: world.host })
  }
  const events: Event[] = []
  for await (const event of world.session.store.events.read(1)) events.push(event)
  return { events, requests, sent }
}

const work = (turn: number) =>
  reply(`I look at room ${turn}.`, [['echo', { text: `${turn} ${'stone '.repeat(400)}` }]])

const summarise = (): ModelEnd => reply('The house was looked at.')

/** With a count as a provider gives it. */
function counted(end: ModelEnd, inputTokens: number): ModelEnd {
  if (end.type === 'reply') end.reply.usage = { inputTokens, outputTokens: 600 }
  return end
}

const compactions = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'compaction.settled' ? [event.data] : []))

const textOf = (message: Message) =>
  message.role === 'assistant' ? '' : contentText(message.content)

function conversation(): ConversationEntry[] {
  const said = (seq: number, text: string): ConversationEntry => ({
    seq,
    since: seq,
    origin: 'person',
    message: { role: 'user', content: textContent(text) },
  })
  const turns = Array.from({ length: 20 }, (_, index) => turnAt(20 + index * 10))
  return [said(10, inputs[0] ?? ''), ...turns.flat(), said(900, inputs[1] ?? '')]
}

function turnAt(seq: number): ConversationEntry[] {
  const end = work(seq)
  if (end.type !== 'reply') return []
  const result = { id: 'call_0', name: 'echo', failed: false }
  const content = textContent('stone '.repeat(400))
  return [
    { seq, since: seq, origin: 'model', message: { role: 'assistant', reply: end.reply } },
    {
      seq,
      since: seq,
      origin: 'tool',
      call: `${seq}.0`,
      message: { role: 'tool', ...result, content },
    },
  ]
}

const requestOf = (entries: readonly ConversationEntry[]): CompactionRequest => ({
  reason: 'window',
  model: { provider: 'scripted', id: 'test', contextWindow },
  entries,
  tokens: entries.reduce((sum, { message }) => sum + messageTokens(message), 0),
  room: contextWindow,
  files: [],
  tasks: [],
})

const context = (signal: AbortSignal = new AbortController().signal) => ({
  signal,
  tokensOf: messageTokens,
  recall: async () => undefined,
  ask: async () => {
    signal.throwIfAborted()
    return { text: 'The house was looked at.', isWhole: true }
  },
})
