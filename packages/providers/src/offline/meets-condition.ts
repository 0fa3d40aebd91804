import { contentText, type Message, type ModelRequest } from '@harness/kernel'
import type { Condition } from './script.ts'

type ToolMessage = Extract<Message, { role: 'tool' }>

/** What a condition can be about. */
interface Situation {
  system: string
  tools: ReadonlySet<string>
  /** Since the conversation began. */
  replies: number
  said: string
  /** Replies since then. */
  turn: number
  called: ReadonlySet<string>
  results: readonly ToolMessage[]
}

/** Reads a request: all of it, and its conversation from the last user message on. */
export function situationOf({ system, tools, messages }: ModelRequest): Situation {
  const last = messages.findLastIndex(({ role }) => role === 'user')
  const asked = messages[last]
  const since = messages.slice(last + 1)
  const replies = since.flatMap((message) => (message.role === 'assistant' ? [message.reply] : []))
  const calls = replies.flatMap(({ parts }) => parts.filter((part) => part.type === 'call'))
  const group = messages.slice(messages.findLastIndex(({ role }) => role !== 'tool') + 1)
  return {
    system,
    tools: new Set(tools.map(({ name }) => name)),
    replies: messages.filter(({ role }) => role === 'assistant').length,
    said: asked?.role === 'user' ? contentText(asked.content) : '',
    turn: replies.length,
    called: new Set(calls.map(({ name }) => name)),
    results: group.filter((message) => message.role === 'tool'),
  }
}

/** Whether all that a condition says holds. */
export function meetsCondition(condition: Condition, situation: Situation): boolean {
  const { system, tools, replies, said, turn, results, called, notCalled } = condition
  const asked = situation.said.toLowerCase()
  return (
    (turn === undefined || turn === situation.turn) &&
    (replies === undefined || replies === situation.replies) &&
    every(system, (text) => situation.system.includes(text)) &&
    every(tools, (tool) => situation.tools.has(tool)) &&
    every(said, (text) => asked.includes(text.toLowerCase())) &&
    every(called, (tool) => situation.called.has(tool)) &&
    every(notCalled, (tool) => !situation.called.has(tool)) &&
    every(results, (wanted) => situation.results.some((result) => isResult(wanted, result)))
  )
}

type ResultCondition = NonNullable<Condition['results']>[number]

function isResult(wanted: ResultCondition, { name, content, failed }: ToolMessage): boolean {
  const text = contentText(content)
  return (
    wanted.tool === name &&
    (wanted.failed === undefined || wanted.failed === failed) &&
    every(wanted.contains, (part) => text.includes(part)) &&
    every(wanted.lacks, (part) => !text.includes(part))
  )
}

const every = <Item>(items: readonly Item[] | undefined, holds: (item: Item) => boolean) =>
  items === undefined || items.every(holds)
