// What is allowed for good from another process, and what is asked afterwards.
import { readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '@harness/sdk'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
beforeEach(async () => {
  here = await place()
})
afterEach(() => here.remove())

/** A script whose model runs a command, and then is done. */
async function scriptFor(command: string): Promise<string> {
  const path = join(here.home, '..', `${command.replaceAll(/\W/g, '-')}.json`)
  const calls = [{ tool: 'shell', input: { command } }]
  const rules = [{ when: { said: ['go'], turn: 0 }, reply: { calls } }]
  await writeFile(path, JSON.stringify({ name: 'asker', rules, otherwise: { text: 'Done.' } }))
  return path
}

/** A session whose process went away while a person thought about a command. */
async function leftAsking(command: string): Promise<string> {
  const stop = new AbortController()
  const onAsk = () => {
    stop.abort()
    return new Promise<never>(() => {})
  }
  const script = await scriptFor(command)
  const options = { cwd: here.workspace, home: here.home, script, onAsk, signal: stop.signal }
  return (await run({ prompt: 'go', options })).sessionId
}

it('is told what is allowed from now on, and is asked about it no more', async () => {
  const id = await leftAsking('touch a.txt')
  const follower = here.start(['sessions', 'follow', id])
  await follower.says('always: shell(touch a.txt)')
  follower.kill('SIGINT')
  await follower.ended
  const answered = await here.run(['sessions', 'answer', id, 'allow', '--always', 'local'])
  expect(answered).toMatchObject({ code: 0, stdout: '' })
  expect(answered.stderr).toContain('Allowed: shell touch a.txt\nFrom now on: shell(touch a.txt)\n')
  const script = await scriptFor('touch a.txt')
  const resumed = await here.run(['--resume', id, '--script', script, '-o', 'json'])
  expect(JSON.parse(resumed.stdout)).toMatchObject({ reason: 'done', denied: [] })
  const other = await here.run(['go', '--script', script, '-o', 'json'])
  expect(JSON.parse(other.stdout)).toMatchObject({ reason: 'done', denied: [] })
  expect(other.stderr).not.toContain('is left out')
})

it('loses nothing of what several processes are answered at once', async () => {
  const commands = ['touch a', 'touch b', 'touch c', 'touch d']
  const ids = await Promise.all(commands.map(leftAsking))
  const answer = (id: string) =>
    here.run(['sessions', 'answer', id, 'allow', '--always', 'project'])
  const ended = await Promise.all(ids.map(answer))
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  const path = join(await realpath(here.workspace), '.harness', 'config.jsonc')
  const { permissions } = JSON.parse(await readFile(path, 'utf8'))
  expect(permissions.allow.toSorted()).toEqual(commands.map((command) => `shell(${command})`))
  expect((await here.run(['config'])).stdout).not.toContain('harness trust')
})

it('is refused with what to do where no rule says just that, and nothing is answered', async () => {
  const id = await leftAsking('touch $HOME/a')
  const refused = await here.run(['sessions', 'answer', id, 'allow', '--always', 'session'])
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('allow it once, or deny it')
  expect((await here.run(['sessions', 'answer', id, 'allow'])).code).toBe(0)
  for (const words of [
    ['deny', '--always', 'session'],
    ['allow', '--always', 'everywhere'],
  ]) {
    expect((await here.run(['sessions', 'answer', id, ...words])).code).toBe(2)
  }
})
