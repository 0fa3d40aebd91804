import type { OtlpAttribute, OtlpSpan } from './otlp.ts'

/** Masked where they are made, text by text: what masks JSON as a whole may leave none. */
const told: ReadonlySet<string> = new Set([
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.system_instructions',
  'gen_ai.tool.definitions',
  'gen_ai.tool.call.arguments',
  'gen_ai.tool.call.result',
])
/** Others find each other by these. */
const ids: ReadonlySet<string> = new Set([
  'gen_ai.conversation.id',
  'gen_ai.tool.call.id',
  'harness.call',
  'session.id',
])

/** Models call tools by any name, and rules say anything: names and short attributes may hold a secret too. */
export const maskedSpan = (span: OtlpSpan, mask: (text: string) => string): OtlpSpan => ({
  ...span,
  name: mask(span.name),
  attributes: span.attributes.map((one) => maskedAttribute(one, mask)),
})

function maskedAttribute(
  { key, value }: OtlpAttribute,
  mask: (text: string) => string,
): OtlpAttribute {
  const isText = 'stringValue' in value && !told.has(key) && !ids.has(key)
  return isText ? { key, value: { stringValue: mask(value.stringValue) } } : { key, value }
}
