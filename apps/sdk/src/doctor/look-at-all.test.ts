import { describe, expect, it } from 'vitest'
import { examined } from '../__fixtures__/machine.ts'
import type { Check } from './check.ts'
import { lookAtAll, rowsOf } from './look-at-all.ts'

const within = (most: number, check: () => Promise<Check[]>) =>
  examined((ground) => rowsOf({ name: 'this', check }, ground, most))

describe('a check that is itself at fault is a row', () => {
  it('where it throws', async () => {
    const thrown = within(1000, () => Promise.reject(new TypeError('x is not a function')))
    expect(await thrown).toMatchObject([
      { name: 'this', status: 'warn', found: 'could not be looked at: x is not a function' },
    ])
  })

  it('where it does not end', async () => {
    expect(await within(20, () => new Promise(() => {}))).toMatchObject([
      { name: 'this', status: 'warn', found: 'could not be looked at: it took over 0.02 s' },
    ])
  })
})

describe('a machine', () => {
  const env = { OPENAI_API_KEY: 'sk-proj-planted0123456789', OPENAI_BASE_URL: '' }

  it('that is fine is a short list', async () => {
    const rows = await examined(({ options }) => lookAtAll(options), { env })
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['node', 'home', 'folder', 'config', 'model', 'keys', 'sessions']),
    )
    expect(rows.length).toBeLessThan(16)
    expect(rows.filter(({ status }) => status === 'fail')).toEqual([])
    expect(JSON.stringify(rows)).not.toContain('planted')
  })

  it('whose files quote a secret does not have it shown', async () => {
    const files = { 'work/.harness/agents/sk-proj-planted0123456789.md': 'no front matter' }
    const rows = await examined(({ options }) => lookAtAll(options), { env, files })
    expect(rows.find(({ name }) => name === 'agents')?.status).toBe('warn')
    expect(JSON.stringify(rows)).not.toContain('planted')
  })
})
