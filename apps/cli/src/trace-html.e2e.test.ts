import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'

let here: Place
let server: Endpoint
beforeAll(async () => {
  here = await place()
  server = await endpoint(({ body }) => {
    const said = JSON.stringify(body.messages)
    if (said.includes('Look around alone.')) return { text: 'The subagent saw <nothing>.' }
    if (said.includes('Send somebody') && body.messages.at(-1)?.role === 'user')
      return { calls: [['subagent', { agent: 'explore', prompt: 'Look around alone.' }]] }
    return { text: 'All is <well> & good.' }
  })
  await here.run(['First <words>', ...model()])
  await here.run(['Send somebody.', ...model()])
})
afterAll(async () => {
  await server.close()
  await here.remove()
})

const model = () => ['--base-url', server.url, '--model', 'test']
const trace = (...args: string[]) => here.run(['trace', 'html', ...args])
const ids = async (): Promise<string[]> =>
  JSON.parse((await here.run(['sessions', 'list', '--json'])).stdout).map(
    ({ id }: { id: string }) => id,
  )

describe('harness trace html', () => {
  it('is a page of the newest session, its subagents in it', async () => {
    const { code, stdout } = await trace()
    expect(code).toBe(0)
    expect(stdout).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/)
    expect(stdout).toContain('Send somebody.')
    expect(stdout).toContain('The subagent saw &#60;nothing&#62;.')
  })

  it('is of the session that is named, under its other name too, and says what was said', async () => {
    const [, first = ''] = await ids()
    const { stdout } = await trace(first.slice(-6))
    expect(stdout).toContain('<h1>First &#60;words&#62;</h1>')
    expect(stdout).toContain('All is &#60;well&#62; &#38; good.')
    expect((await here.run(['trace-html', first])).stdout).toBe(stdout)
  })

  it('is written to a file, never over one that is there unless told so', async () => {
    const file = join(here.workspace, 'page.html')
    expect(await trace('--output', 'page.html')).toMatchObject({ code: 0, stdout: '' })
    const { size } = await stat(file)
    expect(await trace('--output', 'page.html')).toMatchObject({ code: 2 })
    await writeFile(file, 'mine')
    expect(await trace('--output', 'page.html', '--force')).toMatchObject({ code: 0 })
    expect((await stat(file)).size).toBe(size)
    expect(await trace('--force')).toMatchObject({ code: 2 })
    expect(await trace('nobody')).toMatchObject({ code: 2, stdout: '' })
  })

  it.skipIf(process.platform !== 'linux')('says that a disk is full', async () => {
    expect(await trace('--output', '/dev/full', '--force')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^harness: \/dev\/full is not whole: there is no room/),
    })
  })

  it('of a damaged log is what stands before the damage, and says so', async () => {
    const [, first = ''] = await ids()
    const path = join(here.home, 'sessions', first, 'log.jsonl')
    const lines = (await readFile(path, 'utf8')).split('\n')
    const middle = lines.findIndex((line) => line.includes('"model.settled"'))
    await writeFile(path, lines.with(middle, '{ nonsense').join('\n'))
    const { code, stdout } = await trace(first)
    expect(code).toBe(0)
    expect(stdout).toContain('The log is damaged')
    expect(stdout).toContain(`is damaged at event ${middle + 1}`)
    expect(stdout).toContain('First &#60;words&#62;')
    expect(stdout).not.toContain('All is')
  })
})
