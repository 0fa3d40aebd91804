import { expect, it } from 'vitest'
import { promptRows } from './prompt-rows.ts'
import { lineOf } from './typed-line.ts'

const room = { columns: 10, most: 5 }

it('shows a prompt and what is typed, with the cursor behind it', () => {
  expect(promptRows('> ', lineOf('abc'), room)).toEqual({ rows: ['> abc'], row: 0, column: 5 })
})

it('breaks what is too long, and cuts no wide character in two', () => {
  expect(promptRows('> ', lineOf('1234567漢字'), room)).toEqual({
    rows: ['> 1234567', '  漢字'],
    row: 1,
    column: 6,
  })
})

it('has the cursor in the next row where one is full', () => {
  expect(promptRows('> ', lineOf('12345678'), room)).toEqual({
    rows: ['> 12345678', '  '],
    row: 1,
    column: 2,
  })
})

it('shows the rows around the cursor where a terminal is too low for all', () => {
  const text = ['a', 'b', 'c', 'd'].join('\n')
  const low = { columns: 10, most: 2 }
  expect(promptRows('> ', lineOf(text), low)).toEqual({ rows: ['  c', '  d'], row: 1, column: 3 })
  expect(promptRows('> ', { text, at: 1 }, low)).toEqual({
    rows: ['> a', '  b'],
    row: 0,
    column: 3,
  })
})

it('lets no escape code of a paste reach the terminal', () => {
  expect(promptRows('> ', lineOf('a\u{1b}[2J\tb'), room).rows).toEqual(['> a b'])
})
