import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { hostile, runningIn } from './__fixtures__/server-stage.ts'

test('programs that nobody closed do not outlive this process', async () => {
  const index = join(import.meta.dirname, 'index.ts')
  const script = `
    import { mcpServers } from ${JSON.stringify(index)}
    const servers = mcpServers({ one: ${JSON.stringify(hostile('child', 'stubborn'))} }, { workspace: '/' })
    await servers.tools({ signal: new AbortController().signal })
    console.log(servers.status()[0].pid)
    process.exit()`
  const args = ['--input-type=module', '-e', script]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const pid = Number(stdout)
  expect(pid).toBeGreaterThan(1)
  await expect.poll(() => runningIn(pid)).toEqual([])
})
