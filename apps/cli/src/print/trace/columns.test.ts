import { expect, it } from 'vitest'
import { inColumns } from './columns.ts'

it('puts wide characters and long names into columns of one width', () => {
  const rows = inColumns([
    ['工具', '1'],
    ['n'.repeat(500), '22'],
  ])
  expect(rows).toEqual([`工具${' '.repeat(44)}   1`, `${'n'.repeat(47)}…  22`])
})
