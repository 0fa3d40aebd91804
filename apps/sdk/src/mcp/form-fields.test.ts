import { expect, it } from 'vitest'
import { formFields } from './form-fields.ts'

const form = (count: number) => ({
  type: 'object',
  properties: Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`field-${at}`, { type: 'string' }] as const),
  ),
})

it('a form that nobody would get to the end of is none', () => {
  expect(formFields(form(20))).toHaveLength(20)
  expect(formFields(form(21))).toBeUndefined()
})

it('what a server calls a field reaches no screen as anything but text', () => {
  const title = 'A\u001b[2Jtulip\u202e'
  const [field] = formFields({ properties: { a: { title, enum: [title] } } }) ?? []
  expect(field?.question.text).toMatch(/^A \[2Jtulip /)
  expect(field?.question.choices).toEqual(['A [2Jtulip '])
  expect(field?.read('A [2Jtulip')).toEqual({ value: title })
})

it('what stands in the place of no answer is said', () => {
  const schema = { properties: { a: { type: 'integer', default: 3 } }, required: ['a'] }
  expect(formFields(schema)).toMatchObject([
    { isRequired: false, question: { text: 'a. Leave it empty for 3.' } },
  ])
})
