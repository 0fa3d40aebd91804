import { textContent, type Event } from '@harness/kernel'
import { expect, it } from 'vitest'
import { longLog } from './__fixtures__/long-log.ts'
import { diffLogs } from './diff-logs.ts'

const log = (text: string) => {
  const events = [...longLog({ session: 's', events: 20 })].map((event): Event =>
    event.type === 'tool.settled' && 'content' in event.data
      ? { ...event, data: { ...event.data, content: textContent(text) } }
      : event,
  )
  return {
    read: async function* (from: number) {
      yield* events.slice(from - 1)
    },
  }
}

const [one, other, third] = ['0123456789ab', '456789abcdef', '9f2c4a71b03d']

it('takes placeholders of two homes for the same where they are of the same secrets', async () => {
  const here = `[secret:${one}] and [secret:${other}.url], [secret:${one}]`
  const there = `[secret:${third}] and [secret:${one}.url], [secret:${third}]`
  expect((await diffLogs(log(here), log(there))).difference).toBeNull()
})

it('finds another secret, another form of one, and what stands beside it', async () => {
  const texts = [
    `[secret:${one}] [secret:${other}] [secret:${one}]`,
    `[secret:${one}] [secret:${other}] [secret:${other}]`,
    `[secret:${one}] [secret:${other}] [secret:${one}.url]`,
    `[secret:${one}] [secret:${other}] [secret:${one}]!`,
  ] as const
  for (const text of texts.slice(1)) {
    const { difference } = await diffLogs(log(texts[0]), log(text))
    expect(difference).toMatchObject({ seq: 10, class: 'tool-result' })
    expect(difference?.a.text).toContain('000002] [secret:')
  }
})
