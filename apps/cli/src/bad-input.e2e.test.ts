import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Ended, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'

let here: Place
let server: Endpoint
beforeAll(async () => {
  here = await place()
  server = await endpoint(({ authorization }) =>
    authorization === 'Bearer wrong-key' ? { status: 401 } : { text: 'fine' },
  )
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

/** What was said, when nothing was begun: no answer, one short word on standard error. */
function refusal(ended: Ended): string {
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  return brief(ended)
}

function brief({ stderr }: Ended): string {
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(stderr.length).toBeLessThan(700)
  return stderr
}

const local = () => ['--base-url', server.url, '--model', 'test']

describe.concurrent('what a person may get wrong', () => {
  it.each<[what: string, args: string[], says: string]>([
    ['no task', [], 'There is no task'],
    ['an endpoint without a model', ['--base-url', 'http://127.0.0.1:9/v1', 'hi'], 'Which model'],
    ['an unknown provider', ['-m', 'opnai/gpt-5', 'hi'], 'Did you mean openai'],
    ['a provider without its key', ['-m', 'openai', 'hi'], 'OPENAI_API_KEY'],
    ['an endpoint that is no address', ['--base-url', 'localhost:1', '-m', 'x', 'hi'], 'http://'],
    ['an unknown flag', ['--modle', 'x', 'hi'], 'Did you mean --model'],
    ['a flag without its value', ['hi', '--model'], '--model wants a value'],
    ['a format that there is not', ['-o', 'xml', 'hi'], 'stream-json'],
    ['a limit that is no number', ['--max-turns', 'many', 'hi'], 'whole number'],
    ['a mode that there is not', ['--permission-mode', 'asks', 'hi'], 'bypassPermissions'],
    ['a rule that is none', ['--allowed-tools', 'edit(', 'hi'], '--allowed-tools'],
    ['a mistyped command', ['doctr'], 'harness run doctr'],
    ['a mistyped group', ['sesions', 'list'], 'harness run "sesions list"'],
    ['a folder that is not there', ['--cwd', '/no/such/folder', 'hi'], 'no such folder'],
    ['a folder that is a file', ['--cwd', process.execPath, 'hi'], 'it is a file'],
    [
      'an attachment that is not there',
      ['-f', 'missing.txt', 'hi'],
      'missing.txt: there is no such',
    ],
    ['a task file that is not there', ['@missing.txt'], 'put a space before it'],
    ['a session that is not there', ['--resume', 'nothing', 'hi'], 'There is no session "nothing"'],
    ['an answer that is none', ['sessions', 'answer', 'x', 'maybe'], 'allow, deny or say'],
    [
      'servers that are not there',
      ['--mcp-config', 'no.json', 'hi'],
      'no.json: There is no such file',
    ],
    ['servers without their key', ['--mcp-config', '{}', 'hi'], 'mcpServers: This key is missing'],
    ['two sessions at once', ['--continue', '--resume', 'x', 'hi'], 'give one of them'],
  ])('%s', async (_, args, says) => {
    expect(refusal(await here.run(args))).toContain(says)
  })

  it('a task of 10 MB', async () => {
    const prompt = 'x'.repeat(10 * 1024 * 1024)
    expect(refusal(await here.run(local(), { stdin: prompt }))).toContain('at most 1 MiB')
    await writeFile(join(here.workspace, 'large.txt'), prompt)
    const named = refusal(await here.run([...local(), '@large.txt']))
    expect(named).toMatch(/10\.0 MiB.*name the file/)
    expect(refusal(await here.run([...local(), '-f', 'large.txt', 'hi']))).toContain('10.0 MiB')
  })

  it('bytes on standard input that are no text', async () => {
    const stdin = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff])
    const said = refusal(await here.run(['what is this?'], { stdin }))
    expect(said).toContain('standard input is not text')
  })

  it('a Node that is too old', async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { node: '18.19.1' } })`
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` }
    expect(refusal(await here.run(['hi'], { env }))).toContain('Node 22.18')
  })

  it('says it as an object to a program', async () => {
    const { code, stdout } = await here.run(['-o', 'json', '-m', 'opnai/x', 'hi'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'unknown_provider' } })
  })
})

describe.concurrent('what may be wrong around it', () => {
  it('a wrong key: it is named, never shown', async () => {
    const env = { MY_KEY: 'wrong-key' }
    const ended = await here.run([...local(), '--api-key-env', 'MY_KEY', 'hi'], { env })
    expect(ended.code).toBe(1)
    expect(brief(ended)).toContain('MY_KEY')
    expect(ended.stdout + ended.stderr).not.toContain('wrong-key')
  })

  it('an endpoint that does not answer: the task is kept', async () => {
    const there = await place()
    const url = 'http://127.0.0.1:9/v1'
    const ended = await there.run(['--base-url', url, '-m', 'test', 'remember me'])
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toContain('127.0.0.1:9')
    const again = await there.run([...local(), '--continue', 'go on', '-o', 'json'])
    expect(JSON.parse(again.stdout)).toMatchObject({ reason: 'done', text: 'fine' })
    const asked = server.requests.at(-1)
    expect(JSON.stringify(asked?.body.messages)).toContain('remember me')
    await there.remove()
  })

  it('a home that cannot be written', async () => {
    const file = join(here.workspace, 'not-a-folder')
    await writeFile(file, '')
    const ended = await here.run([...local(), 'hi'], { env: { HARNESS_HOME: join(file, 'home') } })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(brief(ended)).toContain('HARNESS_HOME')
  })

  it('a home that is full: the session goes on when there is room', async () => {
    const there = await place()
    const ended = await there.run([...local(), 'x'.repeat(20_000)], { fileBlocks: 32 })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(brief(ended)).toMatch(/EFBIG.*HARNESS_HOME/s)
    const again = await there.run([...local(), '-c', 'and now', '-o', 'json'])
    expect(JSON.parse(again.stdout)).toMatchObject({ reason: 'done' })
    await there.remove()
  })

  it('an unknown session', async () => {
    const there = await place()
    await there.run([...local(), 'hi'])
    const [id = ''] = await readdir(join(there.home, 'sessions'))
    const near = `${id.slice(0, -1)}_`
    expect(refusal(await there.run(['--resume', near, 'x']))).toContain(id)
    expect(refusal(await there.run(['sessions', 'show', near]))).toContain(id)
    expect(refusal(await there.run(['sessions', 'post', near, 'x']))).toContain(id)
    expect(refusal(await there.run(['sessions', 'cancel', near]))).toContain(id)
    expect(refusal(await there.run(['sessions', 'answer', near, 'allow']))).toContain(id)
    await there.remove()
  })

  it('a damaged session: refused, and readable up to the damage', async () => {
    const there = await place()
    await there.run([...local(), 'the first task'])
    const [id = ''] = await readdir(join(there.home, 'sessions'))
    const log = join(there.home, 'sessions', id, 'log.jsonl')
    const text = await readFile(log, 'utf8')
    await writeFile(log, text.replace('"model.settled"', '"model.settlex"'))
    const ended = await there.run([...local(), '--resume', id, 'x'])
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(brief(ended)).toMatch(new RegExp(`${id}.*damage`, 's'))
    const shown = await there.run(['sessions', 'show', id])
    expect(shown.code).toBe(1)
    expect(shown.stdout).toContain('the first task')
    expect(brief(shown)).toContain('damage')
    expect((await there.run(['doctor'])).stdout).toContain(id)
    await there.remove()
  })

  it.runIf(existsSync('/proc/self')).each(['/proc', '/proc/none', '/dev/null', '/none'])(
    'a folder for temporary files that cannot be one, %s, keeps nothing from its end',
    async (folder) => {
      const env = { TMPDIR: folder, NODE_COMPILE_CACHE: '' }
      const ended = await here.run([...local(), 'hi'], { env })
      expect(ended).toMatchObject({ code: 0, stdout: 'fine\n' })
      expect(existsSync('/none')).toBe(false)
    },
  )
})
