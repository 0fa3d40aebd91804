import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

const built = new URL('../dist/index.js', import.meta.url).href

const program = `
  import { registerHooks } from 'node:module'
  const loaded = []
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
  await import(${JSON.stringify(built)})
  console.log(JSON.stringify(loaded))
`

it('loads nothing but itself when it is imported', () => {
  const args = ['--input-type=module', '--eval', program]
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
  expect(loaded).toContain(built)
  expect(loaded.filter((url) => !url.includes('/apps/sdk/dist/'))).toEqual([])
})
