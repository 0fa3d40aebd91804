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
