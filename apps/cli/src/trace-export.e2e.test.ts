import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loopback } from '@harness/kernel/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
beforeAll(async () => {
  here = await place()
  const script = { name: 'greeter', rules: [], otherwise: { text: 'Hello from a file.' } }
  await writeFile(join(here.workspace, 'script.json'), JSON.stringify(script))
  await here.run(['hi', '--script', 'script.json'])
})
afterAll(() => here.remove())

const words = (text: string) => text.split(' ')

const trajectory = {
  schema_version: 'ATIF-v1.7',
  agent: { name: 'other\u001b[31m', version: '1' },
  steps: [
    { step_id: 1, source: 'user', message: 'Go there.' },
    {
      step_id: 2,
      source: 'agent',
      message: 'I go.',
      tool_calls: [{ tool_call_id: 'a', function_name: 'walk', arguments: { to: 'there' } }],
      observation: {
        results: [{ source_call_id: 'a', subagent_trajectory_ref: [{ trajectory_id: 'c' }] }],
      },
    },
  ],
  subagent_trajectories: [{ trajectory_id: 'c', agent: { name: 'legs', version: '1' }, steps: [] }],
}

describe('harness trace export', () => {
  it('writes spans of the newest session, with content where it is wanted', async () => {
    const silent = await here.run(['trace', 'export'])
    expect(silent).toMatchObject({ code: 0, stderr: '' })
    expect(silent.stdout).toContain('invoke_agent harness')
    expect(silent.stdout).not.toContain('Hello from a file.')
    const telling = await here.run(['trace', 'export', '--content'])
    expect(telling.stdout).toContain('Hello from a file.')
  })

  it('writes a file, and not over another', async () => {
    const args = ['trace', 'export', '--format', 'atif', '--output', 'run.json']
    expect(await here.run(args)).toMatchObject({ code: 0, stderr: 'Written: run.json\n' })
    const file = join(here.workspace, 'run.json')
    const made = JSON.parse(await readFile(file, 'utf8'))
    expect(made.steps.at(-1)).toMatchObject({ source: 'agent', message: 'Hello from a file.' })
    expect(await here.run(args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('it is there already'),
    })
    expect(await here.run([...args, '--force'])).toMatchObject({ code: 0 })
  })

  it('sends spans to a collector, and tells what that did not take', async () => {
    const rejected = { partialSuccess: { rejectedSpans: 1, errorMessage: 'too old' } }
    await using server = await loopback({ body: '{}' }, { body: JSON.stringify(rejected) })
    const sent = await here.run(['trace', 'export', '--endpoint', server.url])
    expect(sent).toMatchObject({ code: 0, stdout: '' })
    expect(sent.stderr).toMatch(/^Sent to http:\S+\/v1\/traces: \d+ spans\n$/)
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: server.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'api-key=0123456789',
      OTEL_SERVICE_NAME: 'mine',
    }
    const again = await here.run(['trace', 'export', '--send'], { env })
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('1 of them: too old') })
    expect(server.requests[1]).toMatchObject({
      path: '/v1/traces',
      headers: { 'api-key': '0123456789' },
      text: expect.stringContaining('{"key":"service.name","value":{"stringValue":"mine"}}'),
    })
  })

  it('ends with 1 when a collector takes nothing', async () => {
    await using server = await loopback({ status: 500, body: 'no' })
    expect(await here.run(['trace', 'export', '--endpoint', server.url])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('did not take the spans: 500'),
    })
  })

  it('says what is missing, and what excludes another', async () => {
    const says = async (args: string[], text: string) =>
      expect(await here.run(['trace', 'export', ...args])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(text),
      })
    await says(['--send'], 'OTEL_EXPORTER_OTLP_ENDPOINT')
    await says(['--endpoint', 'http://127.0.0.1:1', '--output', 'x'], 'exclude each other')
    await says(['--endpoint', 'http://127.0.0.1:1', '--format', 'atif'], '--format otlp')
    await says(['--content', '--format', 'atif'], 'made of content')
    await says(['--force'], '--output FILE')
    await says(['nobody-here'], 'no session')
  })
})

describe('harness trace import', () => {
  it('makes sessions that every command looks at, and prints their ids', async () => {
    await writeFile(join(here.workspace, 'theirs.json'), JSON.stringify(trajectory))
    const { code, stdout, stderr } = await here.run(
      words('trace import theirs.json run.json --title Theirs'),
    )
    expect({ code, lines: stdout.split('\n') }).toEqual({
      code: 0,
      lines: [expect.stringMatching(/^[\w-]+$/), expect.stringMatching(/^[\w-]+$/), ''],
    })
    const [id = ''] = stdout.split('\n')
    expect(stderr).toContain(`harness trace show ${id}\n`)
    expect(stderr).toContain(', 1 of subagents')
    expect(stderr).not.toContain('\u001b')
    const listed = await here.run(['sessions', 'list'])
    expect(listed.stdout).toContain('Theirs')
    const shown = await here.run(['sessions', 'show', id])
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining('walk') })
    const again = JSON.parse((await here.run(['trace', 'export', id, '--format', 'atif'])).stdout)
    expect(again.agent).toEqual(trajectory.agent)
    expect(again.steps).toMatchObject(trajectory.steps)
  })

  it('says which file is wrong, and where', async () => {
    await writeFile(join(here.workspace, 'broken.json'), '{"agent": ')
    await writeFile(join(here.workspace, 'wrong.json'), '{"agent": {"name": "x"}}')
    const says = async (args: string[], text: RegExp) =>
      expect(await here.run(['trace', 'import', ...args])).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(text),
      })
    await says([], /Which file\?/)
    await says(['broken.json'], /broken\.json is no JSON/)
    await says(['nowhere.json'], /no such file/)
    await says(['wrong.json'], /wrong\.json is no ATIF trajectory:\n- agent\.version: /)
  })
})
