// What a server asks for, as questions that a person answers one by one. The schemas are those of an elicitation:
// https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation
import type { Json, Question } from '@harness/kernel'
import { z } from 'zod'

export type FieldValue = string | number | boolean | string[]

/** One thing that is asked for. */
export interface Field {
  name: string
  /** Without an answer there is none to the form: nothing else stands in its place. */
  isRequired: boolean
  question: Question
  /** What an answer comes to, or what is wrong with it. */
  read(answer: string): { value: FieldValue } | { fault: string }
}

const Named = z.object({ const: z.string(), title: z.string().optional() })
const Choices = z.object({
  enum: z.array(z.string()).optional(),
  enumNames: z.array(z.string()).optional(),
  oneOf: z.array(Named).optional(),
  anyOf: z.array(Named).optional(),
})
const Property = Choices.extend({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array']).default('string'),
  title: z.string().optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  items: Choices.optional(),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
})
type Property = z.infer<typeof Property>

const Form = z.object({
  properties: z.record(z.string(), Property).default({}),
  required: z.array(z.string()).default([]),
})

/** More nobody answers one by one. */
const mostFields = 20

/** The fields of a form, in its order; undefined for a schema that is none of a form, or of one without end. */
export function formFields(schema: Json): Field[] | undefined {
  const parsed = Form.safeParse(schema)
  if (!parsed.success) return undefined
  const { properties, required } = parsed.data
  const entries = Object.entries(properties)
  if (entries.length > mostFields) return undefined
  return entries.map(([name, property]) => fieldOf(name, property, required.includes(name)))
}

/** A server writes what it likes; a screen shows it, and does nothing else. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')

function fieldOf(name: string, property: Property, isRequired: boolean): Field {
  const { type, title = name, description, default: otherwise } = property
  const choices = type === 'boolean' ? yesOrNo : choicesOf(property)
  const several = type === 'array' ? ' Several, with commas between them.' : ''
  const without = isRequired ? 'Leave it empty to decline.' : 'It may be left empty.'
  const empty = otherwise === undefined ? without : `Leave it empty for ${String(otherwise)}.`
  const text = `${title}${description === undefined ? '' : `: ${description}`}.${several} ${empty}`
  return {
    name,
    // The library that answers fills in what is left out.
    isRequired: isRequired && otherwise === undefined,
    question: {
      text: plain(text.replace(/([.!?])\./, '$1')),
      ...(choices.length > 0 && { choices: choices.map((choice) => plain(choice.title)) }),
    },
    read: (answer) => readers[type](answer, property, choices),
  }
}

interface Choice {
  value: string
  title: string
}

const yesOrNo: readonly Choice[] = [
  { value: 'true', title: 'yes' },
  { value: 'false', title: 'no' },
]

/** In all the ways that versions of the protocol write them. */
function choicesOf({ items = {}, ...own }: Property): Choice[] {
  const named = own.oneOf ?? items.anyOf ?? items.oneOf ?? own.anyOf
  if (named) return named.map(({ const: value, title = value }) => ({ value, title }))
  const values = own.enum ?? items.enum ?? []
  return values.map((value, at) => ({ value, title: own.enumNames?.[at] ?? value }))
}

type Reader = (
  answer: string,
  property: Property,
  choices: readonly Choice[],
) => { value: FieldValue } | { fault: string }

const readers: Record<Property['type'], Reader> = {
  string: readText,
  number: readNumber,
  integer: readNumber,
  boolean: (answer) => {
    if (/^(y|yes|true)$/i.test(answer)) return { value: true }
    return /^(n|no|false)$/i.test(answer) ? { value: false } : { fault: 'Say yes or no.' }
  },
  array: (answer, { minItems = 0, maxItems = Infinity }, choices) => {
    const words = answer.split(',').map((word) => word.trim())
    const chosen = words.filter((word) => word !== '').map((word) => chosenOf(word, choices))
    const value = chosen.filter((one) => one !== undefined)
    if (value.length < chosen.length) return { fault: oneOf(choices) }
    const fits = value.length >= minItems && value.length <= maxItems
    return fits ? { value } : { fault: `Name ${minItems} to ${maxItems} of them.` }
  },
}

function readText(
  answer: string,
  { minLength = 0, maxLength = Infinity, format }: Property,
  choices: readonly Choice[],
): ReturnType<Reader> {
  if (choices.length > 0) {
    const value = chosenOf(answer, choices)
    return value === undefined ? { fault: oneOf(choices) } : { value }
  }
  if (answer.length < minLength) return { fault: `It has at least ${minLength} characters.` }
  if (answer.length > maxLength) return { fault: `It has at most ${maxLength} characters.` }
  const shape = format === undefined ? undefined : formats.get(format)
  const isRight = shape?.safeParse(answer).success ?? true
  return isRight ? { value: answer } : { fault: `It is written as ${format}.` }
}

const formats = new Map<string, z.ZodType>([
  ['email', z.email()],
  ['uri', z.url()],
  ['date', z.iso.date()],
  ['date-time', z.iso.datetime({ offset: true })],
])

function readNumber(answer: string, property: Property): ReturnType<Reader> {
  const { type, minimum = -Infinity, maximum = Infinity } = property
  const value = Number(answer.trim())
  if (answer.trim() === '' || !Number.isFinite(value)) return { fault: 'It is a number.' }
  if (type === 'integer' && !Number.isInteger(value)) return { fault: 'It is a whole number.' }
  if (value < minimum) return { fault: `It is at least ${minimum}.` }
  return value > maximum ? { fault: `It is at most ${maximum}.` } : { value }
}

function chosenOf(answer: string, choices: readonly Choice[]): string | undefined {
  if (choices.length === 0) return answer
  const same = (text: string) => plain(text).trim().toLowerCase() === answer.trim().toLowerCase()
  return choices.find(({ value, title }) => same(title) || same(value))?.value
}

const oneOf = (choices: readonly Choice[]): string =>
  `It is one of ${choices.map(({ title }) => title).join(', ')}.`
