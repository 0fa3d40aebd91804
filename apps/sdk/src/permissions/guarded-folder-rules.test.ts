import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ground, type Ground } from '../__fixtures__/configured.ts'
import { explainPermission } from '../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

it.each(['.git', '.harness/skills'])('what is changed in %s is asked about', async (name) => {
  const cwd = join(here.folder, name)
  await mkdir(cwd, { recursive: true })
  const options = { cwd, home: here.home, permissionMode: 'acceptEdits' }
  const run = await here.ask({
    calls: [['write_file', { path: 'hooks', content: 'x' }]],
    options,
  })
  expect(run.result?.denied).toHaveLength(1)
  expect(await readdir(cwd)).toEqual([])
  const { verdict } = await explainPermission({ tool: 'edit', target: 'hooks' }, options)
  expect(verdict).toMatchObject({ decision: 'ask', rule: expect.stringContaining('protected') })
})

it('elsewhere it is not', async () => {
  const options = { permissionMode: 'acceptEdits' }
  await here.ask({ calls: [['write_file', { path: 'hooks', content: 'x' }]], options })
  expect(await readdir(here.folder)).toContain('hooks')
})
