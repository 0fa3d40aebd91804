import { contentText, type Message, type ModelRequest, type ReplyPart } from '@harness/kernel'
import type { Condition } from './script.ts'

type ToolMessage = Extract<Message, { role: 'tool' }>
type Call = Extract<ReplyPart, { type: 'call' }>

/** What a condition can be about. */
interface Situation {
  system: string
  tools: ReadonlySet<string>
  /** Whether an answer by a schema is asked for. */
  output: boolean
  /** Since the conversation began. */
  replies: number
  said: string
  /** Replies since then. */
  turn: number
  calls: readonly Call[]
  results: readonly ToolMessage[]
}

/** Reads a request: all of it, and its conversation from the last user message on. */
export function situationOf({ system, tools, messages, output }: ModelRequest): Situation {
  const last = messages.findLastIndex(({ role }) => role === 'user')
  const asked = messages[last]
  const since = messages.slice(last + 1)
  const replies = since.flatMap((message) => (message.role === 'assistant' ? [message.reply] : []))
  const group = messages.slice(messages.findLastIndex(({ role }) => role !== 'tool') + 1)
  return {
    system,
    tools: new Set(tools.map(({ name }) => name)),
    output: output !== undefined,
    replies: messages.filter(({ role }) => role === 'assistant').length,
    said: asked?.role === 'user' ? contentText(asked.content) : '',
    turn: replies.length,
    calls: replies.flatMap(({ parts }) => parts.filter((part) => part.type === 'call')),
    results: group.filter((message) => message.role === 'tool'),
  }
}

/** Whether all that a condition says holds. */
export function meetsCondition(condition: Condition, situation: Situation): boolean {
  const { system, tools, said, results, called, notCalled, calls } = condition
  const asked = situation.said.toLowerCase()
  const wasCalled = (tool: string) => situation.calls.some(({ name }) => name === tool)
  return (
    isSame(condition.output, situation.output) &&
    isSame(condition.replies, situation.replies) &&
    isSame(condition.turn, situation.turn) &&
    every(system, (text) => situation.system.includes(text)) &&
    every(tools, (tool) => situation.tools.has(tool)) &&
    every(said, (text) => asked.includes(text.toLowerCase())) &&
    every(called, wasCalled) &&
    every(notCalled, (tool) => !wasCalled(tool)) &&
    every(calls, (wanted) => situation.calls.some((call) => isCall(wanted, call))) &&
    every(results, (wanted) => situation.results.some((result) => isResult(wanted, result)))
  )
}

type CallCondition = NonNullable<Condition['calls']>[number]
type ResultCondition = NonNullable<Condition['results']>[number]

const isCall = ({ tool, contains }: CallCondition, { name, input }: Call): boolean =>
  tool === name && every(contains, (part) => input.includes(part))

function isResult(wanted: ResultCondition, { name, content, failed }: ToolMessage): boolean {
  const text = contentText(content)
  return (
    wanted.tool === name &&
    isSame(wanted.failed, failed) &&
    every(wanted.contains, (part) => text.includes(part)) &&
    every(wanted.lacks, (part) => !text.includes(part))
  )
}

const isSame = <Value>(wanted: Value | undefined, found: Value) =>
  wanted === undefined || wanted === found

const every = <Item>(items: readonly Item[] | undefined, holds: (item: Item) => boolean) =>
  items === undefined || items.every(holds)
