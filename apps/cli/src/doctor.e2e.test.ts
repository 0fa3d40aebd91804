import { mkdir, mkdtemp, rmdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main, place, type Place } from './__fixtures__/cli.ts'

const key = 'sk-proj-planted0123456789'

let here: Place
let refusing: string
let silent: string
const servers: Server[] = []
beforeAll(async () => {
  here = await place()
  refusing = await serve((server) =>
    server.on('request', (_, answer) => answer.writeHead(401).end('{}')),
  )
  silent = await serve((server) => server.on('request', () => undefined))
})
afterAll(async () => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  await here.remove()
})

async function serve(answer: (server: Server) => Server): Promise<string> {
  const server = answer(createServer())
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`
}

describe.concurrent('harness doctor', () => {
  it('is short where nothing is wrong', async () => {
    const { code, stdout, stderr } = await here.run(['doctor'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.trim().split('\n').length).toBeLessThan(24)
    expect(stdout).toContain('no answer from ollama, vllm')
  })

  it('names a key that was not taken, and shows none of it', async () => {
    const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: refusing }
    for (const args of [['doctor'], ['doctor', '--online'], ['doctor', '--json']]) {
      const { code, stdout, stderr } = await here.run(args, { env })
      expect([args, code]).toEqual([args, 1])
      expect(stdout).toContain('did not accept OPENAI_API_KEY')
      expect(stdout + stderr).not.toContain('planted')
    }
  })

  it('waits for no server that says nothing', async () => {
    const began = performance.now()
    const env = { HARNESS_MODEL: 'vllm/qwen3', VLLM_BASE_URL: silent }
    const { code, stdout } = await here.run(['doctor'], { env })
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ model +nothing answers at .*\n +→ .*VLLM_BASE_URL/u)
    expect(performance.now() - began).toBeLessThan(8_000)
  })

  it('begins in a folder that is gone, and says so', async () => {
    const gone = await mkdtemp(join(here.workspace, 'gone-'))
    const script = `rmdir "${gone}"; exec "${process.execPath}" "${main}" doctor`
    const { execFile } = await import('node:child_process')
    const told = await new Promise<string>((resolve) => {
      execFile('/bin/sh', ['-c', script], { cwd: gone, env: here.env }, (_, stdout) => {
        resolve(stdout)
      })
    })
    expect(told).toMatch(/✗ folder +.*it is gone.*\n +→ go to a folder of yours/u)
    await expect(rmdir(gone)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('looks at a home that can be none', async () => {
    const { code, stdout } = await here.run(['doctor'], { env: { HARNESS_HOME: '/dev/null/x' } })
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ home .*\n +→ .*HARNESS_HOME/u)
  })

  it('looks at the folder, the file and the layers that flags name', async () => {
    const folder = await mkdtemp(join(here.workspace, 'other-'))
    await mkdir(join(folder, '.harness'))
    await writeFile(join(folder, '.harness', 'config.jsonc'), '{}')
    const file = join(folder, 'more.jsonc')
    await writeFile(file, '{"permissions": {"allow": ["Bash(ls)"]}}')
    const cwd = await here.run(['doctor', '--cwd', folder, '--config', file])
    expect(cwd.stdout).toMatch(/! config .*not trusted\n +→ .*harness trust/u)
    expect(cwd.stdout).toMatch(/! permissions .*no Bash\n +→ write shell/u)
    const users = await here.run(['doctor', '-C', folder, '--setting-sources', 'user'])
    expect(users.stdout).not.toContain('not trusted')
    expect(await here.run(['doctor', '--setting-sources', 'x'])).toMatchObject({ code: 2 })
  })
})
