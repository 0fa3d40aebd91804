import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint } from './__fixtures__/endpoint.ts'

let here: Place
let server: Server
let env: Record<string, string>
beforeAll(async () => {
  here = await place()
  server = createServer((_, response) =>
    response.end('{"data":[{"id":"qwen3","max_model_len":8192}]}'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  env = { OLLAMA_BASE_URL: `http://127.0.0.1:${port}/v1` }
})
afterAll(async () => {
  server.close()
  await here.remove()
})

describe.concurrent('harness models', () => {
  it('lists what there is', async () => {
    const set = { ...env, ANTHROPIC_API_KEY: 'sk-very-secret' }
    const { code, stdout, stderr } = await here.run(['models'], { env: set })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('ANTHROPIC_API_KEY is set')
    expect(stdout).toMatch(/^\* claude\/claude-/m)
    expect(stdout).toMatch(/^ {2}ollama\/qwen3 +8k +unknown/m)
    expect(stdout).not.toContain('sk-very-secret')
  })

  it('lists it for programs, of one provider', async () => {
    const { stdout } = await here.run(['models', 'ollama', '--json'], { env })
    expect(JSON.parse(stdout)).toMatchObject({
      chosen: { model: 'offline/scripted' },
      providers: [{ name: 'ollama', models: [{ name: 'ollama/qwen3', contextWindow: 8192 }] }],
    })
  })

  it('says what a wrong name is like, and when a server says nothing', async () => {
    expect(await here.run(['models', 'claud-sonnet'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Did you mean claude'),
    })
    const nowhere = { VLLM_BASE_URL: 'http://127.0.0.1:9/v1' }
    const asked = await here.run(['models', '--remote', 'vllm'], { env: nowhere })
    expect(asked.code).toBe(1)
    expect(asked.stdout).toContain('nothing answers')
    expect((await here.run(['models', '--help'])).stdout).toContain('--remote')
  })

  it('is what harness doctor looks at too', async () => {
    const { stdout } = await here.run(['doctor'], { env })
    expect(stdout).toContain('harness --model ollama/qwen3')
  })
})

it('a model that cannot answer is followed by its fallback', async () => {
  const [one, other] = [
    await endpoint(() => ({ status: 404 })),
    await endpoint(() => ({ text: 'fine' })),
  ]
  const set = { OLLAMA_BASE_URL: one.url, VLLM_BASE_URL: other.url }
  const args = ['-m', 'ollama/a', '--fallback', 'vllm/b', '-o', 'json', 'hi']
  const { code, stdout } = await here.run(args, { env: set })
  expect([code, JSON.parse(stdout).text]).toEqual([0, 'fine'])
  expect(other.requests[0]?.body.model).toBe('b')
  const refused = await here.run(['-m', 'ollama/a', '--fallback', 'groq', 'hi'], { env: set })
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('GROQ_API_KEY') })
  await Promise.all([one.close(), other.close()])
})
