import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findSandbox } from './find-sandbox.ts'
import { whyNoNamespaces } from './why-no-namespaces.ts'

test('says why there is none on a system without one, and what to do', async () => {
  expect(await findSandbox({}, 'win32')).toEqual({
    kind: 'none',
    why: 'there is no sandbox for win32',
    fix: expect.stringContaining('WSL 2'),
  })
})

test.runIf(process.platform === 'linux')(
  'says that the one of another system is not here',
  async () => {
    expect(await findSandbox({}, 'darwin')).toMatchObject({ kind: 'none' })
  },
)

test.runIf(process.platform === 'linux')(
  'finds one that works, or tells how to get it',
  async () => {
    const found = await findSandbox()
    if (found.kind === 'none') expect(found.fix).not.toBe('')
    else expect(found).toMatchObject({ kind: 'bubblewrap', program: expect.stringMatching(/^\//u) })
  },
)

test('does not take a program from a folder that PATH names in relation to the one we are in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'find-'))
  writeFileSync(join(folder, 'bwrap'), '#!/bin/sh\nexit 0\n')
  chmodSync(join(folder, 'bwrap'), 0o755)
  const before = process.cwd()
  process.chdir(folder)
  try {
    const found = await findSandbox({ PATH: '.:' }, 'linux')
    expect(JSON.stringify(found)).not.toContain(folder)
    expect(JSON.stringify(found)).not.toContain('"bwrap"')
  } finally {
    process.chdir(before)
  }
})

test('what a program said is passed on', async () => {
  const { why, fix } = await whyNoNamespaces('/usr/bin/bwrap', 'No permissions')
  expect(why).toContain('/usr/bin/bwrap does not work here: No permissions')
  expect(fix).not.toBe('')
})
