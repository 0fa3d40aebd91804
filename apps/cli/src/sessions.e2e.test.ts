import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'

let here: Place
let server: Endpoint
beforeAll(async () => {
  here = await place()
  server = await endpoint(({ body }) => {
    const said = JSON.stringify(body.messages.at(-1)?.content)
    if (said.includes('Forever')) return { text: 'late', delayMs: 60_000 }
    return { text: said.includes('Question') ? 'A long answer. '.repeat(600) : 'Summed up.' }
  })
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

const model = () => ['--base-url', server.url, '--model', 'test']
const idIn = async ({ home }: Place) => (await readdir(join(home, 'sessions')))[0] ?? ''

it('makes a conversation shorter, and still shows what the model saw before', async () => {
  await here.run(['Question 0', ...model()])
  const id = await idIn(here)
  for (const turn of [1, 2, 3]) await here.run(['--resume', id, `Question ${turn}`])
  const before = await here.run(['sessions', 'show', id, '--conversation'])
  expect(before.stdout).toMatch(/^#\d+ person\n {2}Question 0\n\n#\d+ model\n {2}A long answer\./)
  const events = (await here.run(['sessions', 'show', id, '--json'])).stdout.trim().split('\n')
  const made = await here.run(['sessions', 'compact', id, 'the', 'questions'])
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^The conversation was made shorter from .+ tokens\.\n$/),
  })
  const after = await here.run(['sessions', 'show', id, '--conversation'])
  expect(after.stdout).toMatch(/^#\d+ summary\n/m)
  expect(after.stdout.length).toBeLessThan(before.stdout.length)
  const at = String(events.length)
  const then = await here.run(['sessions', 'show', id, '--conversation', '--at', at])
  expect(then.stdout).toBe(before.stdout)
  // The newest turn was left; then nothing is.
  await here.run(['sessions', 'compact', id])
  const again = await here.run(['sessions', 'compact', id])
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be made') })
})

it('shows what happened, and what the model saw, up to an event', async () => {
  const id = await idIn(here)
  const short = await here.run(['sessions', 'show', id, '--json', '--at', '3'])
  expect(short.stdout.trim().split('\n')).toHaveLength(3)
  const entry = await here.run(['sessions', 'show', id, '--conversation', '--json'])
  expect(JSON.parse(entry.stdout.split('\n')[0]!)).toHaveProperty('origin')
  for (const more of [
    ['--at', '99999'],
    ['--at', '99999', '--conversation'],
    ['--at', 'x'],
  ]) {
    expect(await here.run(['sessions', 'show', id, ...more])).toMatchObject({ code: 2 })
  }
  expect(await here.run(['sessions', 'compact', 'none'])).toMatchObject({ code: 2 })
})

it('asks the process that runs the session to make it shorter', async () => {
  const there = await place()
  const asked = server.requests.length
  const running = there.start(['Forever', ...model()])
  await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(asked)
  const made = await there.run(['sessions', 'compact', await idIn(there)])
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('between two turns') })
  running.kill('SIGTERM')
  await running.ended
  await there.remove()
})
