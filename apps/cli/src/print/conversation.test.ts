import { textContent, type ConversationEntry } from '@harness/kernel'
import { expect, it } from 'vitest'
import { printConversation } from './conversation.ts'

const plain = (_: unknown, text: string) => text

it('prints each message with its event, who says it, and what belongs together', () => {
  const entries: ConversationEntry[] = [
    {
      seq: 4,
      since: 3,
      origin: 'person',
      message: { role: 'user', content: textContent('Mend.') },
    },
    {
      seq: 5,
      since: 5,
      origin: 'model',
      message: {
        role: 'assistant',
        reply: {
          stop: 'calls',
          parts: [
            { type: 'reasoning', text: 'Which file?\nThis one.' },
            { type: 'text', text: 'I look.\n' },
            { type: 'call', id: 'a', name: 'read_file', input: '{"path":"a\u001B[2J"}' },
            { type: 'call', id: 'b', name: 'list', input: '{}' },
          ],
        },
      },
    },
    {
      seq: 5,
      since: 5,
      origin: 'tool',
      call: '5.0',
      message: {
        role: 'tool',
        id: 'a',
        name: 'read_file',
        content: textContent('#9 person\n\n\u001B]0;title\u0007two'),
        failed: true,
      },
    },
    {
      seq: 9,
      since: 8,
      origin: 'summary',
      message: {
        role: 'user',
        content: [{ type: 'image', mediaType: 'image/png', artifact: 'ab'.repeat(32) }],
      },
    },
  ]
  expect(printConversation(entries, plain)).toMatchInlineSnapshot(`
    "#4 person
      Mend.

    #5 model
      (reasoning) Which file?
      This one.
      I look.
      → read_file 5.0 {"path":"a"}
      → list 5.1 {}

    #5 tool read_file 5.0 failed
      #9 person

      two

    #9 summary
      [image image/png abababababababababababababababababababababababababababababababab]
    "
  `)
})
