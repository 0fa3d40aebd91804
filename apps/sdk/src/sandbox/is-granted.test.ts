import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { run, type Options } from '../index.ts'
import { sandboxHere } from './sandbox-here.ts'

const hasWall = (await sandboxHere()).kind === 'bubblewrap'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'granted-'))
  await writeFile(join(folder, '.env'), 'KEY=open-sesame\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** What the command says of a file that holds secrets by its name, to the model. */
async function counting(options: Options): Promise<string> {
  let said = ''
  const provider = scripted(({ messages }, turn) => {
    if (turn === 0) return says('', [['shell', { command: 'wc -c .env' }]])
    said = JSON.stringify(messages.at(-1))
    return says('counted')
  })
  const home = join(folder, 'home')
  await run({ prompt: 'go', options: { cwd: folder, home, provider, ...options } })
  return said
}

it.runIf(hasWall)(
  'a command that nobody said yes to opens no file that holds secrets',
  async () => {
    expect(await counting({})).toContain('Permission denied')
    expect(await counting({ permissionMode: 'auto' })).toContain('Permission denied')
  },
)

it.runIf(hasWall)('an ask that only another mode answers is no yes either', async () => {
  const stop = new AbortController()
  const onAsk = () => {
    stop.abort()
    return new Promise<never>(() => {})
  }
  let said = ''
  const provider = scripted(({ messages }, turn) => {
    if (turn === 0) return says('', [['shell', { command }]])
    said = JSON.stringify(messages.at(-1))
    return says('said')
  })
  const command = `node -p "require('fs').readFileSync('.e' + 'nv', 'latin1')"`
  const home = join(folder, 'home')
  const options: Options = { cwd: folder, home, provider, sandbox: { enabled: true } }
  const asking = { onAsk, signal: stop.signal }
  const { sessionId } = await run({ prompt: 'go', options: { ...options, ...asking } })
  await run({ options: { ...options, resume: sessionId, permissionMode: 'auto' } })
  expect(said).toContain('EACCES')
})

it.runIf(hasWall)('one that somebody said yes to does', async () => {
  const expected = '16 .env'
  expect(await counting({ allowedTools: ['shell(wc *)', 'read_file(.env)'] })).toContain(expected)
  const disallowedTools: string[] = []
  const configOverrides = { permissions: { ask: ['shell(wc *)'] } }
  const onAsk = async () => ({ decision: 'allow' as const })
  expect(await counting({ configOverrides, disallowedTools, onAsk })).toContain(expected)
  expect(await counting({ permissionMode: 'trust' })).toContain(expected)
})
