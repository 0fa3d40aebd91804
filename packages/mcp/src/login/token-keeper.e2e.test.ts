import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fileVault } from '../index.ts'
import { loginStage } from './__fixtures__/login-stage.ts'

test('processes that share a vault renew one after the other, and take what another one got', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'))
  const path = join(folder, 'logins.json')
  await using stage = await loginStage({ vault: fileVault(path) })
  await stage.login()
  stage.forget()
  const index = join(import.meta.dirname, '..', 'index.ts')
  const script = `
    import { fileVault, mcpServers } from ${JSON.stringify(index)}
    const host = { workspace: '/', vault: fileVault(${JSON.stringify(path)}) }
    await using servers = mcpServers({ one: ${JSON.stringify(stage.settings)} }, host)
    const { faults } = await servers.tools({ signal: AbortSignal.timeout(10_000) })
    console.log(JSON.stringify(faults))`
  const run = async () =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  const runs = await Promise.all([run(), run(), run()])
  for (const { stdout } of runs) expect(stdout).toBe('[]\n')
  const asked = stage.asked('/token').map((params) => params.get('grant_type'))
  expect(asked).toEqual(['authorization_code', 'refresh_token'])
  rmSync(folder, { recursive: true })
})
