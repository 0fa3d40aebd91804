import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'

const secret = 'sk-transcript-0123456789'
let here: Place
let server: Endpoint
beforeAll(async () => {
  here = await place()
  server = await endpoint((_, index) => (index === 0 ? { status: 503 } : { text: '{"n": 7}' }))
  await writeFile(join(here.workspace, 'schema.json'), '{"type": "object"}')
  await writeFile(join(here.workspace, 'script.json'), JSON.stringify(script))
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

const script = { name: 'greeter', rules: [], otherwise: { text: 'Hello from a file.' } }
const env = { TRANSCRIPT_KEY: secret }
const model = () => ['--base-url', server.url, '--model', 'test', '--api-key-env', 'TRANSCRIPT_KEY']

describe('harness trace transcript', () => {
  it('shows request and answer of every call, also of one that failed, and no key', async () => {
    const asked = await here.run(['how many?', ...model(), '--output-schema', 'schema.json'], {
      env,
    })
    expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining('{"n": 7}') })
    const list = await here.run(['trace', 'transcript'])
    expect(list.stdout).toMatch(/1 {2}failed .*local-openai\/test.*kB out.*\n[^]*2 {2}replied/)
    const [id = ''] = await readdir(join(here.home, 'sessions'))
    expect(await here.run(['trace', 'transcript', id])).toEqual(list)
    const failed = await here.run(['trace', 'transcript', id, '1'])
    expect(await here.run(['trace', 'transcript', '1'])).toEqual(failed)
    expect(failed.stdout).toContain('\n503\n')
    const replied = await here.run(['trace', 'transcript', '2'])
    expect(replied.stdout).toContain(`POST ${server.url}/chat/completions`)
    expect(replied.stdout).toContain(`\n${JSON.stringify(server.requests[1]!.body)}\n`)
    expect(replied.stdout).toContain('data: [DONE]')
    const json = JSON.parse((await here.run(['trace', 'transcript', '2', '--json'])).stdout)
    expect(JSON.parse(json.exchanges[0].request.body)).toEqual(server.requests[1]!.body)
    for (const { stdout } of [list, failed, replied]) expect(stdout).not.toContain(secret)
  })

  it('says which calls there are when there is none of that number', async () => {
    expect(await here.run(['trace', 'transcript', '9'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('calls 1 to 2'),
    })
    expect(await here.run(['trace', 'transcript', 'x'])).toMatchObject({ code: 2 })
    expect(await here.run(['trace', 'transkript'])).toMatchObject({ code: 2 })
  })
})

it('the offline model says what a script in a file tells it', async () => {
  const { code, stdout } = await here.run(['hi', '--script', 'script.json'])
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringContaining('Hello from a file.'),
  })
  const shown = await here.run(['trace', 'transcript', '1'])
  expect(shown.stdout).toContain('SCRIPT offline:greeter')
  await writeFile(join(here.workspace, 'broken.json'), '{"name": ')
  expect(await here.run(['hi', '--script', 'broken.json'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('broken.json is no JSON'),
  })
  expect(await here.run(['hi', '--output-schema', 'broken.json'])).toMatchObject({ code: 2 })
})

it('nothing that looks like a secret is shown of what was said', async () => {
  const token = 'ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'
  await here.run([`use ${token}`, '--script', 'script.json'])
  const words = [
    ['trace', 'transcript', '1'],
    ['trace', 'transcript', '1', '--json'],
    ['trace', 'state', '--prompt'],
    ['trace', 'state', '--json'],
    ['sessions', 'list'],
    ['sessions', 'list', '--json'],
  ]
  for (const typed of words) {
    const { code, stdout } = await here.run(typed)
    expect({ typed, code, has: stdout.includes(token) }).toEqual({ typed, code: 0, has: false })
    expect(stdout).toContain('[secret]')
  }
})
