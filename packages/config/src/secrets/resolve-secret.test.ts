import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { askCommand } from './ask-command.ts'
import { ConfigError, resolveSecret, type ResolveOptions } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

const planted = 'sk-planted-0123456789'
const PATH = process.env['PATH']
const secretOf = (reference: string, options: Partial<ResolveOptions> = {}) =>
  resolveSecret(reference, { env: { PATH }, signal: new AbortController().signal, ...options })

/** Nothing where there is no process; Z where nobody has asked yet how it ended. */
const stateOf = (pid: string) =>
  spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim()

async function errorOf(reference: string, options: Partial<ResolveOptions> = {}) {
  const error: unknown = await secretOf(reference, options).then(
    (secret) => new Error(`There was ${secret}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ConfigError)) throw error
  expect(`${error.stack}${String(error.cause)}`).not.toContain(planted)
  return error
}

describe('resolveSecret', () => {
  it('reads a variable', async () => {
    expect(await secretOf('env:A_KEY', { env: { A_KEY: ` ${planted}\n` } })).toBe(planted)
  })

  it('says which key and which reference point to nothing', async () => {
    const error = await errorOf('env:A_KEY', { key: 'providers.a.apiKey' })
    expect(error.code).toBe('missing_secret')
    expect(error.message).toBe(
      'providers.a.apiKey: env:A_KEY: The variable A_KEY is not set. Set it.',
    )
    expect((await errorOf('env:A_KEY', { env: { A_KEY: ' ' } })).message).toContain('It is empty.')
  })

  it('refuses a secret in place of a reference, and does not repeat it', async () => {
    expect((await errorOf(planted)).code).toBe('invalid_reference')
  })

  it('takes the first line a command prints', async () => {
    const command = `command:printf '  ${planted}\\r\\nuser: me\\n'; cat`
    expect(await secretOf(command)).toBe(planted)
  })

  it('runs a command without files that shells read first', async () => {
    const startup = join(folder, 'startup')
    writeFileSync(startup, `touch ${folder}/read\n`)
    const env = { PATH, ENV: startup, BASH_ENV: startup, 'BASH_FUNC_echo%%': '() { printf no; }' }
    expect(await secretOf('command:echo a', { env })).toBe('a')
    expect(await secretOf(`command:bash -c 'echo b'`, { env })).toBe('b')
    expect(existsSync(join(folder, 'read'))).toBe(false)
  })

  it('shows the complaint of a command that failed, without what it printed', async () => {
    const script = join(folder, 'fail.sh')
    writeFileSync(script, `set -x\necho ${planted}\necho "no $MY_TOKEN" >&2\nexit 3\n`)
    const { message } = await errorOf(`command:sh ${script}`, { env: { PATH, MY_TOKEN: 'tok-1' } })
    expect(message).toContain('The command failed with 3. Run it yourself to see why. + echo ***')
    expect(message).not.toContain('tok-1')
    expect((await errorOf('command:printf war%s ned >&2')).message).not.toContain('warned')
  })

  it('refuses a command that prints nothing, or no end', async () => {
    expect((await errorOf('command:true')).message).toContain('It is empty.')
    expect((await errorOf('command:yes')).message).toContain('over 64 KiB')
  })

  it('ends a command and all it started when it is aborted', async () => {
    const controller = new AbortController()
    const pid = join(folder, 'pid')
    const command = `command:sh -c 'echo $$ > ${pid}; exec sleep 60' & wait`
    const pending = secretOf(command, { signal: controller.signal })
    while (!existsSync(pid) || readFileSync(pid, 'utf8') === '') await sleep(10)
    controller.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
    await expect.poll(() => stateOf(readFileSync(pid, 'utf8').trim())).toMatch(/^Z|^$/u)
    await expect(secretOf('env:A', { signal: controller.signal })).rejects.toThrow('enough')
  })

  it('waits for nobody who keeps the output open', async () => {
    const started = performance.now()
    expect(await secretOf('command:sleep 60 & echo a')).toBe('a')
    expect(await secretOf('command:setsid sleep 3 & sleep 0.2; echo b')).toBe('b')
    expect(performance.now() - started).toBeLessThan(2500)
  })

  it('ends a command that takes too long', async () => {
    const { signal } = new AbortController()
    expect(await askCommand('sleep 60', { env: { PATH }, signal }, 300)).toEqual({
      why: 'The command took over 0.3 s and was ended. Make it faster.',
    })
  })

  it('says of a command that cannot be started that it cannot', async () => {
    for (const command of ['a\0b', `: ${'a'.repeat(3e6)}`]) {
      expect((await errorOf(`command:${command}`)).message).toContain(
        'The command cannot be started.',
      )
    }
  })

  it('says what to do when the keychain has nothing', async () => {
    const { code, message } = await errorOf('keychain:harness-test/nobody')
    expect(code).toBe('missing_secret')
    expect(message).toMatch(/^keychain:harness-test\/nobody: .+\. (?:Add it|Unlock it|Install)/u)
  })
})
