import type { Draft } from '../events/event.ts'
import type { Redactor } from '../ports/redactor.ts'
import { mapTexts } from './map-texts.ts'

/** What tools answered: in nothing else is a secret looked for by its looks, which may be wrong. */
const answers: ReadonlySet<Draft['type']> = new Set([
  'tool.settled',
  'task.promoted',
  'task.settled',
])

/**
 * A fact as it is appended. Each text of it is looked at by itself, and each of a call's arguments, so that whoever acts by
 * the log finds a placeholder just where the secret stood.
 */
export function redactDraft<Fact extends Draft>(fact: Fact, redactor: Redactor): Fact {
  const redact = (text: string) =>
    (answers.has(fact.type) ? redactor.outputs : redactor).redact(text)
  const clean = mapTexts(withCleanCalls(fact, redactor), redact)
  return clean === fact ? fact : JSON.parse(JSON.stringify(clean))
}

function withCleanCalls(fact: Draft, redactor: Redactor): Draft {
  if (fact.type !== 'model.settled' || fact.data.kind !== 'replied') return fact
  const { reply } = fact.data
  if (!Array.isArray(reply.parts)) return fact
  const parts = reply.parts.map((part) => {
    if (part.type !== 'call') return part
    const input = redactInput(part.input, redactor)
    return input === part.input ? part : { ...part, input }
  })
  if (parts.every((part, index) => part === reply.parts[index])) return fact
  return { ...fact, data: { ...fact.data, reply: { ...reply, parts } } }
}

/** The arguments of a call: JSON in a text. As they were written, where there is nothing to hide. */
function redactInput(input: string, { redact }: Redactor): string {
  const parsed = parse(input)
  const clean = mapTexts(parsed, redact)
  return clean === parsed ? input : JSON.stringify(clean)
}

/** Undefined for what is no JSON: it is redacted as a text, and refused. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
