import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
beforeAll(async () => {
  here = await place()
})
afterAll(() => here.remove())

describe.concurrent('without a key and without a network', () => {
  it('harness demo mends the sample repository, and proves it', async () => {
    const { code, stdout } = await here.run(['demo'])
    expect(stdout).toContain('no language model')
    expect(stdout).toMatch(/^-.*\n\+.*$/m)
    expect(stdout).toContain('node --test: they pass')
    expect(stdout).toContain('sessions show')
    expect(code).toBe(0)
  })

  it('harness start is the same', async () => {
    expect((await here.run(['start'])).code).toBe(0)
  })

  it('a task is answered by the offline model, which says what it is', async () => {
    const { code, stdout, stderr } = await here.run(['fix the test'])
    expect(code).toBe(0)
    expect(stdout).toContain('not a language model')
    expect(stderr).toContain('OPENAI_API_KEY')
  })
})

describe.concurrent('harness doctor', () => {
  it('says what is there and what to do', async () => {
    const { code, stdout } = await here.run(['doctor'])
    expect(code).toBe(0)
    for (const word of ['node', 'home', 'keys', 'ollama', 'git', 'sandbox', 'sessions', 'offline'])
      expect(stdout).toContain(word)
  })

  it('names the keys that are set and never shows them', async () => {
    const { stdout } = await here.run(['doctor'], { env: { OPENAI_API_KEY: 'sk-very-secret' } })
    expect(stdout).toContain('OPENAI_API_KEY')
    expect(stdout).toContain('openai/')
    expect(stdout).not.toContain('sk-very-secret')
  })

  it('fails when something keeps a run from beginning', async () => {
    const { code, stdout } = await here.run(['doctor', '--json'], {
      env: { HARNESS_MODEL: 'opnai/x' },
    })
    expect(code).toBe(1)
    const { ok, checks } = JSON.parse(stdout)
    expect(ok).toBe(false)
    expect(checks.find(({ name }: any) => name === 'model')).toMatchObject({ status: 'fail' })
  })
})

describe.concurrent('what needs nothing', () => {
  it('--version and --help', async () => {
    const version = await here.run(['--version'])
    expect(version).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+/),
    })
    const help = await here.run(['run', '--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('--max-turns')
    expect(Math.max(...help.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect((await here.run(['help', 'sessions'])).stdout).toContain('sessions follow')
  })
})
