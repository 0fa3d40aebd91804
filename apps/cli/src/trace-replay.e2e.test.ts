import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
const ids: string[] = []
beforeAll(async () => {
  here = await place()
  for (const prompt of ['What is here?', 'What is there?']) {
    await here.run(['run', prompt, '-m', 'offline'])
  }
  const { stdout } = await here.run(['sessions', 'list', '--json'])
  ids.push(
    ...JSON.parse(stdout)
      .map(({ id }: { id: string }) => id)
      .toReversed(),
  )
})
afterAll(() => here.remove())

describe('harness trace replay', () => {
  it('says that a session comes out as it is recorded', async () => {
    const { code, stdout } = await here.run(['trace', 'replay', ids[0]!])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Decided again: \d+ events, \d+ decisions, each as it is recorded/)
    expect(stdout).toMatch(/Played: \d+ events come out as they are recorded/)
    const alias = await here.run(['replay', ids[0]!.slice(-6), '--tape'])
    expect(alias).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Decided') })
  })

  it('plays a session whose files were put back, and that went on', async () => {
    const there = await place()
    const input = { path: 'plan.txt', content: 'Tulips.' }
    const rules = [{ when: { turn: 0 }, reply: { calls: [{ tool: 'write_file', input }] } }]
    const script = { name: 'planner', rules, otherwise: { text: 'Planned.' } }
    await writeFile(join(there.workspace, 'script.json'), JSON.stringify(script))
    const planner = ['--script', 'script.json', '--allow-write']
    await there.run([...planner, 'Plan it'])
    const [{ id }] = JSON.parse((await there.run(['sessions', 'list', '--json'])).stdout)
    expect(await there.run(['sessions', 'rewind', `${id}@1`])).toMatchObject({ code: 0 })
    await there.run([...planner, '--resume', id, 'And now?'])
    const replayed = await there.run(['trace', 'replay', id])
    expect(replayed).toMatchObject({ code: 0 })
    const shown = await there.run(['trace', 'show', id])
    expect(shown.stdout).toContain('files were put back: 1 file, to event 1')
    await there.remove()
  })

  it('is one object for programs', async () => {
    const { stdout } = await here.run(['trace', 'replay', `${ids[0]!}@3`, '--json', '--decide'])
    expect(JSON.parse(stdout)).toMatchObject({
      session: ids[0],
      isEqual: true,
      decided: { events: 3 },
      played: null,
    })
  })

  it('says what it wants where it cannot begin', async () => {
    const refused = { code: 2, stdout: '' }
    expect((await here.run(['trace', 'replay'])).stdout).toContain('Played: ')
    expect(await here.run(['trace', 'replay', 'nobody'])).toMatchObject(refused)
    expect(await here.run(['trace', 'replay', `${ids[0]!}@x`])).toMatchObject(refused)
    expect(await here.run(['trace', 'replay', `${ids[0]!}@999`])).toMatchObject(refused)
    const both = await here.run(['trace', 'replay', ids[0]!, '--tape', '--decide'])
    expect(both).toMatchObject(refused)
  })
})

describe('harness trace diff', () => {
  it('says that a session is itself', async () => {
    const { code, stdout } = await here.run(['trace', 'diff', ids[0]!, ids[0]!])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/say the same: \d+ events/),
    })
  })

  it('shows what differs first, its class and both sides', async () => {
    const { code, stdout } = await here.run(['trace', 'diff', ...ids])
    expect(code).toBe(1)
    expect(stdout).toContain('Event 3 differs: input')
    expect(stdout).toContain('-   What is here?')
    expect(stdout).toContain('+   What is there?')
    const json = await here.run(['trace', 'diff', ...ids, '--json'])
    expect(json.code).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({
      sessions: { a: ids[0], b: ids[1] },
      same: 2,
      difference: { seq: 3, class: 'input', path: ['data', 'content', '0', 'text'], offset: 8 },
    })
    const before = await here.run(['trace', 'diff', `${ids[0]!}@2`, `${ids[1]!}@2`])
    expect(before.code).toBe(0)
  })

  it('says what it wants where it cannot begin', async () => {
    expect(await here.run(['trace', 'diff', ids[0]!])).toMatchObject({ code: 2, stdout: '' })
    expect(await here.run(['trace', 'diff', ...ids, 'more'])).toMatchObject({ code: 2 })
  })
})
