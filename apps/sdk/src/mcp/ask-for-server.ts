import type { McpAnswer, McpQuestion } from '@harness/mcp'
import type { Ask, AskAnswer } from '../drive/ask.ts'
import { formFields, type Field, type FieldValue } from './form-fields.ts'

/** A call in the midst of which a server asks; the signal says that it is over. */
type AskingCall = Pick<Ask, 'sessionId' | 'callId' | 'tool' | 'input' | 'agent' | 'signal'>

export interface AskingForServer {
  ask(ask: Ask): Promise<AskAnswer>
  /** The call of a server that is under way, asked for once a form: who asks without one, or without end, is not heard. */
  callOf(server: string): AskingCall | undefined
  signal: AbortSignal
}

/** Times that a person is asked for one thing. */
const mostTries = 3

/** A server's form as questions to the person, one after the other. What nobody answers is cancelled. */
export async function askForServer(
  { server, message, schema }: McpQuestion,
  asking: AskingForServer,
): Promise<McpAnswer> {
  const call = asking.callOf(server)
  const fields = formFields(schema)
  if (!call || !fields) return { action: 'cancel' }
  const signal = AbortSignal.any([asking.signal, call.signal])
  const from = `The MCP server ${server} asks: ${message}`
  const put = (question: NonNullable<Ask['question']>, reason: string | null) =>
    asking.ask({
      ...call,
      preview: null,
      reason,
      suggestions: [],
      places: [],
      question,
      // Nobody is left with a question when the call is over that it was asked in.
      signal,
    })
  // Whoever may leave everything empty says first whether they answer at all.
  if (!fields.some(({ isRequired }) => isRequired)) {
    const { decision, answer = '' } = await put(
      { text: from, choices: ['accept', 'decline'] },
      null,
    )
    if (decision === 'deny') return { action: 'decline' }
    if (answer !== 'accept') return { action: answer === 'decline' ? 'decline' : 'cancel' }
  }
  const content: Record<string, FieldValue> = {}
  for (const field of fields) {
    const given = await answerFor(field, from, put)
    if (given.kind === 'none') return { action: given.action }
    if (given.kind === 'value') content[field.name] = given.value
  }
  return { action: 'accept', content }
}

type Given =
  | { kind: 'value'; value: FieldValue }
  | { kind: 'empty' }
  | { kind: 'none'; action: 'decline' | 'cancel' }

async function answerFor(
  { question, isRequired, read }: Field,
  from: string,
  put: (question: Field['question'], reason: string | null) => Promise<AskAnswer>,
): Promise<Given> {
  let fault: string | null = null
  for (let times = 0; times < mostTries; times += 1) {
    const asked = { ...question, text: `${from}\n${question.text}` }
    const { decision, answer = '' }: AskAnswer = await put(asked, fault)
    if (decision === 'deny') return { kind: 'none', action: 'decline' }
    const words = answer.trim()
    if (words === '') return isRequired ? { kind: 'none', action: 'decline' } : { kind: 'empty' }
    const understood = read(words)
    if ('value' in understood) return { kind: 'value', value: understood.value }
    fault = understood.fault
  }
  return { kind: 'none', action: 'cancel' }
}
