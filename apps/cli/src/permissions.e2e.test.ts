import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
beforeAll(async () => {
  here = await place()
  await mkdir(join(here.workspace, '.harness'))
  const config = `{
  "permissions": {
    "mode": "acceptEdits",
    "allow": ["shell(npm test)"],
    "deny": ["shell(git push *)"],
    "allowNetwork": true,
  },
}`
  await writeFile(join(here.workspace, '.harness', 'config.jsonc'), config)
  await here.run(['trust'])
})
afterAll(() => here.remove())

const explain = async (...args: string[]) =>
  (await here.run(['permissions', 'explain', ...args])).stdout

it('shows the mode and the rules, each with its place', async () => {
  const { code, stdout } = await here.run(['permissions', '--disallowed-tools', 'edit(lib/**)'])
  expect(code).toBe(0)
  expect(stdout.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, '|'))).toEqual([
    'mode|acceptEdits|.harness/config.jsonc:3',
    'deny|shell(git push *)|.harness/config.jsonc:5',
    'deny|edit(lib/**)|--disallowed-tools',
    'allow|shell(npm test)|.harness/config.jsonc:4',
    'allow|every network|.harness/config.jsonc:6',
    '',
  ])
})

it('says why, with every rule that speaks of it', async () => {
  const pushed = await explain('shell', 'npm test && git push origin main')
  expect(pushed).toContain('deny, by .harness/config.jsonc:5: deny shell(git push *)\n')
  expect(pushed).toContain(`Rules that speak of it
  → deny shell(git push *)  .harness/config.jsonc:5
    allow shell(npm test)  .harness/config.jsonc:4
`)
  expect(pushed).toContain('allow  npm test  by .harness/config.jsonc:4')
  expect(await explain('shell(make all)')).toContain(
    'What would allow just this\n  shell(make all)',
  )
  expect(await explain('edit', 'a.ts')).toContain('allow, by mode acceptEdits: edit')
  expect(await explain('edit', '../a.ts')).toContain('ask, by mode acceptEdits: edit')
  expect(await explain('edit', 'a.ts', '--permission-mode', 'deny')).toContain('deny, by mode deny')
  expect(await explain('fetch', 'https://a.example/b')).toContain(
    'allow, by .harness/config.jsonc:6',
  )
  const nobody = await explain('shell', 'make', '--approval-mode', 'never')
  expect(nobody).toContain('deny, by mode acceptEdits: command')
  const json = JSON.parse(await explain('shell', 'ls', '--json'))
  expect(json).toMatchObject({ verdict: { decision: 'allow' }, rules: [], parts: [] })
})

it.each([
  [['explain'], 'Explain what'],
  [['explian'], 'no harness permissions explian'],
  [['explain', 'frobnicate', 'x'], 'not known what frobnicate'],
  [['explain', 'web_fetch', 'nonsense'], 'is no address'],
  [['--permission-mode', 'none'], '--permission-mode is ask'],
  [['--sandbox-network'], '--sandbox-network'],
])('refuses what it cannot explain: %j', async (args, message) => {
  const { code, stderr } = await here.run(['permissions', ...args])
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
})
