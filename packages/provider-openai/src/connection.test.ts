import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, vi } from 'vitest'

import { replyFrom } from '@harness/kernel/testing'
import { fine } from './__fixtures__/events.ts'
import { loopback } from '@harness/kernel/testing'
import { openaiProvider } from './openai-provider.ts'

it('a connection whose answer ends soon after its end mark is used again', async () => {
  let connections = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(fine)
      setImmediate(() => response.end())
    })
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const provider = openaiProvider({ baseUrl: `http://127.0.0.1:${port}/v1` })
  for (let call = 0; call < 12; call++) await replyFrom(provider)
  server.closeAllConnections()
  server.close()
  // The network library may open a second one while the first is on its way back.
  expect(connections).toBeLessThan(6)
})

it('a connection that stays open after its end mark is closed', async () => {
  await using server = await loopback({ body: fine, after: 'hold' })
  expect(await replyFrom(openaiProvider({ baseUrl: server.url }))).toMatchObject({ stop: 'end' })
  await expect.poll(server.connections).toBe(0)
})

it('nothing of the environment goes out', async () => {
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-leak: 1')
  vi.stubEnv('OPENAI_ORG_ID', 'org-leak')
  await using server = await loopback({ body: fine })
  await replyFrom(openaiProvider({ baseUrl: server.url }))
  expect(JSON.stringify(server.requests[0]!.headers)).not.toContain('leak')
  vi.unstubAllEnvs()
})
