import { expect, it } from 'vitest'
import { LiveBoard } from './live-board.ts'

/** What stands on a terminal of that width when all of it was written. */
function shownOf(writes: readonly string[], columns: number): string[] {
  const rows: string[] = ['']
  let row = 0
  let column = 0
  const all = writes.join('').replaceAll('\u{1b}', '␛')
  for (const [, code, text] of all.matchAll(/(␛\[\d*[A-Z])|([^])/gu)) {
    if (code?.endsWith('A')) row -= Number(code.slice(2, -1))
    else if (code === '␛[K') rows[row] = (rows[row] ?? '').slice(0, column)
    else if (code === '␛[J') {
      rows[row] = (rows[row] ?? '').slice(0, column)
      rows.length = row + 1
    } else if (text === '\r') column = 0
    else if (text === '\n') {
      row += 1
      column = 0
      rows[row] ??= ''
    } else {
      const line = (rows[row] ?? '').padEnd(column)
      rows[row] = line.slice(0, column) + text + line.slice(column + 1)
      column += 1
      if (column > columns) throw new Error('a row is wider than the terminal')
    }
  }
  return rows.map((line) => line.trimEnd())
}

function boardOn(columns: number) {
  const writes: string[] = []
  const screen = { isTTY: true, columns, rows: 24, write: (text: string) => void writes.push(text) }
  return { writes, board: new LiveBoard(screen), shown: () => shownOf(writes, columns) }
}

it('rows are drawn over those before, also when they become fewer', () => {
  const { board, shown } = boardOn(40)
  board.draw(['one', 'two of three', 'three'])
  board.draw(['one', 'two'])
  expect(shown()).toEqual(['one', 'two', ''])
  board.draw(['1', '2', '3', '4'])
  expect(shown()).toEqual(['1', '2', '3', '4', ''])
})

it('what is told stands above the rows, in its order', () => {
  const { board, shown } = boardOn(40)
  board.draw(['rows', 'more rows'])
  board.tell('first\n')
  board.tell('second\n')
  expect(shown()).toEqual(['first', 'second', 'rows', 'more rows', ''])
})

it('each change is one write, and no change is none', () => {
  const { board, writes } = boardOn(40)
  board.draw(['a', 'b'])
  board.draw(['a', 'b'])
  expect(writes).toHaveLength(1)
  board.draw(['a', 'c'])
  board.tell('x\n')
  expect(writes).toHaveLength(3)
})

it('is gone at its end, and ends twice as well as once', () => {
  const { board, shown } = boardOn(40)
  board.draw(['a', 'b'])
  board.tell('told\n')
  board.end()
  board.end()
  expect(shown()).toEqual(['told', ''])
})
