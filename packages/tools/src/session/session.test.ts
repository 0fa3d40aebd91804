import { textContent } from '@harness/kernel'
import { expect, test } from 'vitest'
import { textOf, workshop } from '../__fixtures__/workshop.ts'
import { askUserTool } from './ask-user.ts'
import { todoListTool } from './todo-list.ts'

test('a question is prepared for a person, and their answer is the result', async () => {
  const shop = workshop()
  const tool = askUserTool()
  const input = { question: 'Which?', choices: ['one', 'two'] }
  const prepared = await shop.prepare(tool, input)
  expect(prepared.question).toEqual({ text: 'Which?', choices: ['one', 'two'] })
  const answered = await tool.run(input, prepared, { ...shop.context, answer: 'two' })
  expect([answered.kind, textOf(answered)]).toEqual(['done', 'two'])
  for (const context of [shop.context, { ...shop.context, answer: ' ' }]) {
    expect(await tool.run(input, prepared, context)).toMatchObject({ code: 'no_answer' })
  }
})

test('the todo list is what was set last', async () => {
  const shop = workshop()
  const tool = todoListTool()
  const prepared = await shop.prepare(tool, {})
  const recall = async (name: string) => textContent(`${name}: [x] all`)
  const listed = await tool.run({}, prepared, { ...shop.context, recall })
  expect(textOf(listed)).toBe('todo_set: [x] all')
  expect(textOf(await tool.run({}, prepared, shop.context))).toBe('The list is empty.')
})
