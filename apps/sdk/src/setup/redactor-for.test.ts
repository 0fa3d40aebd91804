import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import {
  compactSession,
  forkSession,
  postCancel,
  postInput,
  renameSession,
  rewindSession,
  run,
} from '../index.ts'

const secret = 'thing-that-is-secret-98765'

async function ground() {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'redactor-for-')))
  onTestFinished(() => rm(home, { recursive: true }))
  const configure = (text: string) => writeFileSync(join(home, 'config.jsonc'), text)
  configure('{ "redaction": { "variables": ["MY_THING"] } }')
  vi.stubEnv('MY_THING', secret)
  onTestFinished(() => void vi.unstubAllEnvs())
  const provider = scripted(() => says('Done.'))
  const { sessionId } = await run({ prompt: 'go', options: { cwd: home, home, provider } })
  return { home, id: sessionId, configure, provider }
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

it('what is said to a session from outside is without the secrets that only a configuration names', async () => {
  const { home, id, provider } = await ground()
  await postInput(id, `use ${secret}`, { home })
  await renameSession(id, `title ${secret}`, { home })
  await forkSession(id, { title: `fork ${secret}`, home })
  await postInput(id, `and ${secret}`, { home })
  await compactSession(id, { focus: `keep ${secret}`, home, provider })
  const holding = filesBelow(home).filter((path) => readFileSync(path).includes(secret))
  expect(holding).toEqual([])
})

it('a session is cancelled whatever is wrong with its configuration, and told nothing by it', async () => {
  const { home, id, configure } = await ground()
  configure('{ "redaction": 1 }')
  expect(await postCancel(id, { home })).toBe('waiting')
  const told = expect.objectContaining({ code: 'invalid_config' })
  await expect(postInput(id, secret, { home })).rejects.toEqual(told)
  await expect(renameSession(id, secret, { home })).rejects.toEqual(told)
  await expect(rewindSession(id, { at: 1, home })).rejects.toEqual(told)
})
