// A session of many turns in a small window, driven by a server with a tokenizer of its own that refuses what is too long.
import { z } from 'zod'
import {
  contentText,
  defineTool,
  replyCalls,
  replyText,
  run,
  textContent,
  type Event,
  type Message,
  type ModelEnd,
  type ModelRequest,
} from '@harness/kernel'
import { checkLog, randomFrom, reply, testWorld } from '@harness/kernel/testing'
import { compactor } from '../compactor.ts'

export interface LongSession {
  seed: number
  turns: number
  /** Words of a person: one at the beginning, the others spread over the turns. */
  inputs: number
  contextWindow: number
  /** Whether the model answers when it is asked for a summary. */
  summarises?: boolean
}

export interface Told {
  faults: string[]
  /** Tokens of each request, by the server's count. */
  sent: number[]
  /** Tokens of each request that stood at the beginning of the one before, unchanged. */
  shared: number[]
  /** Requests that do not continue the one before, by their place. */
  changes: number[]
  compactions: { before: number; after: number; summary: boolean; reason: string }[]
  overflows: number
  events: Event[]
}

/** Code as it looks, always the same for the same number. */
function sourceOf(file: number): string {
  const random = randomFrom(file)
  const word = () => words[Math.floor(random() * words.length)] ?? ''
  const line = (): string => {
    const kind = random()
    if (kind < 0.1) return ''
    if (kind < 0.3) return `// ${Array.from({ length: 9 }, word).join(' ')}.`
    if (kind < 0.5) return `  const ${word()} = ${word()}(${word()}, ${Math.floor(random() * 1e4)})`
    if (kind < 0.7)
      return `    if (${word()}.${word()} !== '${word()}-${word()}') return { ${word()} }`
    return `export function ${word()}(${word()}: ${word()}[]): Map<string, ${word()}> {`
  }
  return Array.from({ length: 10 + Math.floor(random() * 120) }, line).join('\n')
}

const words =
  'session event reply store index open close path value entry total between sorted naïve größe テスト parse write'.split(
    ' ',
  )

/** Tokens as this server counts them: four letters, a sign, a row of spaces. */
const count = (text: string): number => text.match(/\w{1,4}|[^\w\s]|\s+/gu)?.length ?? 0

const textOf = (message: Message): string =>
  message.role === 'assistant' ? JSON.stringify(message.reply.parts) : contentText(message.content)

/** Reads files, and runs what now and then prints much. */
const tools = [
  defineTool({
    name: 'read_file',
    description: 'Read a file.',
    input: z.object({ file: z.int(), turn: z.int() }),
    effect: 'pure',
    run: async ({ file, turn }) => ({
      kind: 'done',
      content: textContent(`${turn}\n${sourceOf(file)}`),
      files: [{ path: `src/${file}.ts`, hash: `sha256:${'0'.repeat(64)}` }],
    }),
  }),
  defineTool({
    name: 'shell',
    description: 'Run a command.',
    input: z.object({ command: z.string(), lines: z.int() }),
    effect: 'other',
    run: async ({ command, lines }) => ({
      kind: 'done',
      content: textContent(
        Array.from({ length: lines }, (_, n) => `${n} ${command} ok`).join('\n'),
      ),
    }),
  }),
]

const saying = (n: number): string =>
  `Wish ${n}: mind the naïve café 🍰, the "quoted" name_${n} and\r\nthe second line. ${'So it is. '.repeat(n % 7)}`

export async function tellLongSession(options: LongSession): Promise<Told> {
  const random = randomFrom(options.seed)
  const below = (most: number) => Math.floor(random() * most)
  const said: string[] = []
  const told: Told = {
    faults: [],
    sent: [],
    shared: [],
    changes: [],
    compactions: [],
    overflows: 0,
    events: [],
  }
  let turn = 0
  let before: string[] = []

  const answer = (request: ModelRequest): ModelEnd => {
    const texts = [request.system, JSON.stringify(request.tools), ...request.messages.map(textOf)]
    const tokens = texts.reduce((sum, text) => sum + count(text) + 4, 0)
    if (tokens > options.contextWindow) {
      told.overflows += 1
      return { type: 'failure', failure: { code: 'overflow', message: `${tokens} tokens` } }
    }
    if (request.tools.length === 0) return summary(tokens)
    note(texts, tokens)
    turn += 1
    const perInput = Math.ceil(options.turns / options.inputs)
    const end =
      turn % perInput === 0 || turn >= options.turns
        ? reply(`That was wish ${said.length}.`)
        : work()
    return counted(end, tokens)
  }
  const summary = (inputTokens: number): ModelEnd =>
    options.summarises === false
      ? { type: 'failure', failure: { code: 'fatal', message: 'no summaries here' } }
      : counted(reply(`## Done\n${'- one thing after the other\n'.repeat(20)}`), inputTokens)
  const work = (): ModelEnd => {
    const file = below(60)
    const calls: [string, unknown][] = Array.from({ length: 1 + below(2) }, () =>
      random() < 0.7
        ? ['read_file', { file, turn }]
        : ['shell', { command: `test ${turn}`, lines: below(random() < 0.1 ? 2_000 : 120) }],
    )
    return thoughtful(reply(`Turn ${turn}: I look at ${file}.`, calls))
  }
  const thoughtful = (end: ModelEnd): ModelEnd => {
    if (end.type === 'reply' && random() < 0.4)
      end.reply.parts.unshift({ type: 'reasoning', text: 'Let me see. '.repeat(below(80)) })
    return end
  }
  const note = (texts: string[], tokens: number) => {
    const last = texts.join('\n')
    for (const word of said) {
      if (!last.includes(word))
        told.faults.push(`turn ${turn}: "${word.slice(0, 12)}" is not shown`)
    }
    let same = 0
    while (same < before.length && before[same] === texts[same]) same += 1
    if (same < before.length) told.changes.push(told.sent.length)
    told.sent.push(tokens)
    told.shared.push(texts.slice(0, same).reduce((sum, text) => sum + count(text) + 4, 0))
    before = texts
  }

  const world = await testWorld({
    tools,
    contextWindow: options.contextWindow,
    limits: { maxTurns: options.turns + 10 },
    answer,
    host: { compactor: compactor() },
  })
  for (let n = 1; n <= options.inputs; n++) {
    said.push(saying(n))
    await world.say(saying(n))
    const end = await run(world.session, { host: world.host })
    if (end.kind !== 'finished' || end.reason !== 'done')
      told.faults.push(`input ${n} ended ${JSON.stringify(end)}`)
  }
  for await (const event of world.session.store.events.read(1)) told.events.push(event)
  told.faults.push(...checkLog(told.events, { finished: true }))
  told.compactions.push(...compactionsOf(told.events))
  return told
}

function compactionsOf(events: readonly Event[]): Told['compactions'] {
  const reasons = new Map<number, string>()
  return events.flatMap((event) => {
    if (event.type === 'compaction.started') reasons.set(event.seq, event.data.reason)
    if (event.type !== 'compaction.settled' || event.data.kind !== 'compacted') return []
    const { before = 0, after = 0, content } = event.data
    const reason = reasons.get(event.cause ?? 0) ?? ''
    return [{ before, after, summary: content !== undefined, reason }]
  })
}

function counted(end: ModelEnd, inputTokens: number): ModelEnd {
  if (end.type !== 'reply') return end
  const said =
    replyText(end.reply) +
    replyCalls(end.reply)
      .map(({ input }) => input)
      .join('')
  end.reply.usage = { inputTokens, outputTokens: count(said) }
  return end
}

/** Everything that must not be in a long session. */
export function faultsOf({
  faults,
  overflows,
  sent,
  changes,
  compactions,
  events,
}: Told): string[] {
  const found = [...faults]
  if (overflows > 0) found.push(`${overflows} requests were too long for the server`)
  // What changes the beginning of a request is a compaction, and nothing else.
  if (changes.length > compactions.length)
    found.push(`${changes.length} changed beginnings, ${compactions.length} compactions`)
  for (const { before, after } of compactions)
    if (after > before * 0.8) found.push(`a compaction from ${before} to ${after} tokens`)
  // A compaction leaves room: by the server's count, something has grown before the next one.
  for (const [index, { before }] of compactions.slice(1).entries()) {
    const left = sent[changes[index] ?? 0] ?? 0
    if (before < left * 1.1) found.push(`compacted at ${before} tokens after ${left} were sent`)
  }
  const failed = events.filter(
    (event) => event.type === 'compaction.settled' && event.data.kind !== 'compacted',
  )
  if (failed.length > 0) found.push(`${failed.length} compactions failed`)
  return found
}
