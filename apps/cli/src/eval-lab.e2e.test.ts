import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'

/** Two cases: both models can do the first, only `able` the second. */
const suite = {
  name: 'two files',
  cases: ['one', 'two'].map((id) => ({
    id,
    task: `Write ${id}.txt.`,
    expect: { files: { [`${id}.txt`]: { equals: id } } },
  })),
}

let here: Place
let server: Endpoint

beforeAll(async () => {
  server = await endpoint(({ body: { model, messages } }) => {
    const [, id = ''] = /Write (\w+)\.txt/.exec(JSON.stringify(messages)) ?? []
    const isDone = messages.at(-1)?.role === 'tool'
    if (isDone || (id === 'two' && model !== 'able')) return { text: 'It is done.' }
    return { calls: [['write_file', { path: `${id}.txt`, content: id }]] }
  })
})
afterAll(() => server.close())

beforeEach(async () => {
  here = await place()
  server.requests.length = 0
  await writeFile(join(here.workspace, 'suite.json'), JSON.stringify(suite))
  return () => here.remove()
})

const lab = (...args: string[]) => here.run(['eval', 'lab', ...args])
const models = () => ['--models', 'able,lazy', '--base-url', server.url]

describe('harness eval lab', () => {
  it('lists the labs and what each is for', async () => {
    const { code, stdout } = await lab()
    expect(code).toBe(0)
    expect(stdout).toContain('\n  repair  ')
    expect(stdout).toContain('\n  deepseek  ')
    const { stdout: json } = await lab('--json')
    expect(JSON.parse(json)).toContainEqual(expect.objectContaining({ name: 'qwen', of: 'family' }))
  })

  it('runs a suite over models, each in a folder of its own, and puts them side by side', async () => {
    const { code, stdout } = await lab('suite.json', ...models(), '--output', 'runs')
    expect(stdout.replaceAll(/ {2,}/g, '  ')).toMatch(
      /^model  passed  first try .*\nable  2\/2  2 .*\nlazy  1\/2  1 .* expectation_mismatch 1\n/,
    )
    expect(stdout).toMatch(/\nlazy \(B\) beside able \(A\): Can't tell: -50\.0 points/)
    expect(code).toBe(0)
    expect(await readdir(join(here.workspace, 'runs'))).toEqual(['able', 'lazy'])
    const report = await readFile(join(here.workspace, 'runs', 'lazy', 'report.json'), 'utf8')
    expect(JSON.parse(report)).toMatchObject({ totals: { passed: 1, failed: 1 } })
  })

  it('asks no model again when it goes on with what is over', async () => {
    const first = await lab('suite.json', ...models(), '--output', 'runs', '--json')
    const asked = server.requests.length
    const again = await lab('suite.json', ...models(), '--resume', 'runs', '--json')
    expect(server.requests).toHaveLength(asked)
    expect(JSON.parse(again.stdout).runs).toEqual(JSON.parse(first.stdout).runs)
  })

  it('leaves out a model whose key is not set, and says so', async () => {
    const { code, stdout, stderr } = await lab('suite.json', '--presets', 'deepseek,offline')
    expect(code).toBe(0)
    expect(stdout).toContain('\nNot run\n  deepseek: DeepSeek needs a key: set DEEPSEEK_API_KEY.')
    expect(stderr).toContain('deepseek is not run: DeepSeek needs a key')
    expect(stdout).toMatch(/^offline +0\/2 /m)
  })

  it('fails when a gate does not hold for a model, and says for which', async () => {
    const { code, stdout } = await lab('suite.json', ...models(), '--gate', 'passed>=2')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^✓ able: gate passed>=2: .*\n✗ lazy: gate passed>=2: /m)
  })

  it('refuses a gate that means nothing before anything is run', async () => {
    const { code, stderr } = await lab('suite.json', ...models(), '--gate', 'pased>=2')
    expect(code).toBe(2)
    expect(stderr).toContain('pased>=2')
    expect(server.requests).toEqual([])
  })

  it('fails when every model was left out', async () => {
    const { code, stdout } = await lab('suite.json', '--presets', 'deepseek', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ runs: [], leftOut: [{ name: 'deepseek' }] })
  })

  it.each([
    [['suite.json', '--presets', 'deepsek,offline'], 'Did you mean deepseek?'],
    [['repare'], 'Did you mean repair?'],
    [['none.json'], 'There is no lab and no file "none.json"'],
    [['suite.json', 'repair'], 'eval lab LAB'],
    [['suite.json', '--output', 'a', '--resume', 'b'], 'leave out --output'],
  ])('begins nothing for %j', async (args, why) => {
    const { code, stdout, stderr } = await lab(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(why)
    expect(await readdir(here.workspace)).toEqual(['suite.json'])
  })

  it('runs a lab by its name, and by its other name the same', async () => {
    const { code, stdout } = await here.run([
      'lab-compare',
      'audit',
      '--models',
      'lazy',
      '--base-url',
      server.url,
      '--json',
    ])
    expect(code).toBe(0)
    const { lab: name, runs } = JSON.parse(stdout)
    expect(name).toBe('audit')
    expect(runs).toMatchObject([{ name: 'lazy', report: { totals: { passed: 0, failed: 4 } } }])
  })

  it('has models call tools as text where the lab is for that', async () => {
    await lab('json-text', '--models', 'able', '--base-url', server.url, '--case', '*two-calls')
    expect(server.requests.length).toBeGreaterThan(0)
    expect(server.requests.filter(({ body }) => body.tools !== undefined)).toEqual([])
  })

  it('stops where it stands at Ctrl-C, and goes on later', async () => {
    const slow = await endpoint(async ({ body: { messages } }) => ({
      text: JSON.stringify(messages).includes('one.txt') ? 'It is done.' : '',
      delayMs: 400,
    }))
    const args = ['eval', 'lab', 'suite.json', '--models', 'a,b', '--base-url', slow.url, '-j', '1']
    const started = here.start([...args, '--output', 'runs'])
    await started.says('one #1')
    started.kill('SIGINT')
    const { code, stderr, stdout } = await started.ended
    expect(code).toBe(130)
    expect(stdout).toContain('  b: not begun')
    expect(stderr).toContain('--resume')
    const { code: last, stdout: table } = await here.run([...args, '--resume', 'runs'])
    await slow.close()
    expect(last).toBe(0)
    expect(table).toMatch(/^a +0\/2 [^]*^b +0\/2 /m)
  })
})
