import { createServer, type Server } from 'node:net'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasWall, walledWorld } from './__fixtures__/walled-world.ts'

async function listen(where: { port: 0; host: '127.0.0.1' } | { path: string }): Promise<Server> {
  const server = createServer((socket) => socket.end('reached'))
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(where, resolve)
  await promise
  onTestFinished(() => void server.close())
  return server
}

/** A program that prints what a server says, or why there is none. */
const dial = (target: string) =>
  `node -e 'require("net").connect(${target}).on("data", (d) => console.log(String(d))).on("error", (e) => { console.log(e.code); process.exit(9) })'`

/** A folder that commands see; only root has one to give. */
function* visibleFolder(): Generator<string> {
  if (process.getuid?.() !== 0) return
  const folder = realpathSync(mkdtempSync('/var/lib/walled-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  yield folder
}

describe.skipIf(!hasWall)('a command inside', () => {
  test('reaches no server of this machine, and with the network on it does', async () => {
    const server = await listen({ port: 0, host: '127.0.0.1' })
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const script = dial(`{ port: ${port}, host: "127.0.0.1" }`)
    expect(await walledWorld().shell(script)).toMatchObject({ code: 9 })
    expect(await walledWorld().shell(script, { place: { network: true } })).toMatchObject({
      code: 0,
      head: 'reached\n',
    })
  })

  test('reaches no other address, and names lead nowhere', async () => {
    const { head } = await walledWorld().shell(
      `${dial('{ port: 53, host: "192.0.2.1" }')}; ${dial('{ port: 80, host: "example.com" }')}; cat /proc/net/route | wc -l; ls /sys/class/net /proc/net/dev`,
    )
    expect(head).toMatch(/ENETUNREACH|EHOSTUNREACH/u)
    expect(head).toMatch(/EAI_AGAIN|ENOTFOUND/u)
  })

  test('has a loopback of its own', async () => {
    const script = `node -e 'const s = require("net").createServer((c) => c.end("own")).listen(0, "127.0.0.1", () => require("net").connect(s.address().port, "127.0.0.1").on("data", (d) => { console.log(String(d)); process.exit() }))'`
    expect(await walledWorld().shell(script)).toMatchObject({ code: 0, head: 'own\n' })
  })

  test('reaches no socket in the file system, wherever it stands', async () => {
    const { shell, workspace, outside } = walledWorld()
    mkdirSync(join(workspace, 'run'))
    for (const folder of [outside, join(workspace, 'run'), ...visibleFolder()]) {
      const path = join(folder, 'socket')
      await listen({ path })
      chmodSync(path, 0o777)
      const script = dial(JSON.stringify(path))
      expect(await shell(script)).toMatchObject({ code: 9 })
      expect(await shell(script, { place: { network: true } })).toMatchObject({ code: 9 })
    }
  })

  test('reaches no socket of the kernel by name', async () => {
    await listen({ path: '\0walled-canary' })
    const { code } = await walledWorld().shell(dial('"\\0walled-canary"'))
    expect(code).toBe(9)
  })

  test('its own sockets work', async () => {
    const script = `node -e 'const n = require("net"); const s = n.createServer((c) => c.end("own")).listen("own.sock", () => n.connect("own.sock").on("data", (d) => { console.log(String(d)); process.exit() }))'`
    expect(await walledWorld().shell(script)).toMatchObject({ code: 0, head: 'own\n' })
  })
})
