import { expect, it } from 'vitest'
import { reportProgress } from './report-progress.ts'

interface Noted {
  method: string
  params?: Record<string, unknown> | undefined
}

function listener() {
  const heard: Noted[] = []
  const notify = async (notification: Noted) => void heard.push(notification)
  return { heard, notify }
}

const at = { sessionId: 's', seq: 1 }

it('says what happens, and says it again while nothing does, until it ends', async () => {
  const { heard, notify } = listener()
  const report = reportProgress({ _meta: { progressToken: 't' }, notify }, 5)
  report.event({ ...at, type: 'turn.start', turn: 3 })
  report.event({ ...at, type: 'text.delta', text: 'not told' })
  while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
  report.end()
  const told = heard.length
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect(heard).toHaveLength(told)
  const messages = heard.map(({ params }) => params)
  expect(messages.slice(0, 2)).toEqual([
    { progressToken: 't', progress: 1, message: 'turn 3' },
    { progressToken: 't', progress: 2, message: 'turn 3' },
  ])
})

it('says nothing to a client that did not ask for it', async () => {
  const { heard, notify } = listener()
  const report = reportProgress({ notify }, 1)
  report.event({ ...at, type: 'turn.start', turn: 1 })
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(heard).toEqual([])
})

it('sends no more to a client that does not take it', () => {
  let count = 0
  const notify = () => {
    count += 1
    return new Promise<void>(() => {})
  }
  const report = reportProgress({ _meta: { progressToken: 1 }, notify })
  for (let turn = 0; turn < 500; turn += 1) report.event({ ...at, type: 'turn.start', turn })
  report.end()
  expect(count).toBe(64)
})

it('lets nothing of a call act on a screen', () => {
  const { heard, notify } = listener()
  const report = reportProgress({ _meta: { progressToken: 1 }, notify })
  const input = { command: '\u{202E}x'.repeat(500) }
  report.event({ ...at, type: 'tool.start', callId: '1', tool: 'a\u{1b}b', input })
  report.end()
  const message = String(heard[0]?.params?.['message'])
  expect(message.length).toBeLessThanOrEqual(200)
  expect(message).toMatch(/^a\\u\{1B\}b \{"command":"\\u\{202E\}x/)
})
