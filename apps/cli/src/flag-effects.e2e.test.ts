// Every flag of `run` and every variable does what it says: one that is read by nobody fails here.
import { describe, expect, it, type TestContext } from 'vitest'
import { place } from './__fixtures__/cli.ts'
import { endpoint } from './__fixtures__/endpoint.ts'
import { modelScenes } from './__fixtures__/flag-effects/model-scenes.ts'
import { permissionScenes, sandboxScene } from './__fixtures__/flag-effects/permission-scenes.ts'
import { runScenes, variableScenes } from './__fixtures__/flag-effects/run-scenes.ts'
import { play, type Scene } from './__fixtures__/flag-effects/scene.ts'
import { noTerminal, onTerminal } from './__fixtures__/terminal.ts'
import { runFlags, type Flag } from './parse/flags.ts'

const scenes: Record<string, Scene> = {
  ...modelScenes,
  ...permissionScenes,
  ...runScenes,
  ...variableScenes,
}

describe.concurrent('a flag or a variable', () => {
  it.for(Object.entries(scenes))('says %s', async ([, scene], context) => playOut(scene, context))

  it('opens the sandbox', async (context) => {
    const here = await place()
    const { stdout } = await here.run(['doctor', '--json'])
    await here.remove()
    if (/no sandbox/iu.test(stdout)) context.skip('there is no sandbox here')
    await playOut(sandboxScene, context)
  })
})

async function playOut(scene: Scene, { expect: inTest }: TestContext): Promise<void> {
  for (const { name, without, with: given, to, otherwise } of await play(scene)) {
    inTest.soft(without, `without ${name}`).not.toEqual(to)
    inTest.soft(given, `with ${name}`).toEqual(to)
    if (otherwise !== undefined) inTest.soft(without, `without ${name}`).toEqual(otherwise)
  }
}

it.skipIf(noTerminal)('NO_COLOR leaves colours out', async () => {
  const here = await place()
  const server = await endpoint(() => ({ text: 'fine' }))
  const args = ['--base-url', server.url, '--model', 'zeta', 'hi']
  const shown = async (more: Record<string, string>) => {
    const terminal = onTerminal({ ...here, env: { ...here.env, ...more } }, args)
    await terminal.ended
    return terminal.shown()
  }
  // eslint-disable-next-line no-control-regex
  const colour = /\u{1b}\[\d+m/u
  expect(await shown({})).toMatch(colour)
  expect(await shown({ NO_COLOR: '1' })).not.toMatch(colour)
  await server.close()
  await here.remove()
})

it('there is no other', () => {
  const rows = [...Object.values(scenes), sandboxScene].flatMap(({ rows: each }) =>
    Object.keys(each),
  )
  const flags = Object.entries<Flag>(runFlags).flatMap(([name, { short }]) =>
    short === undefined ? [name] : [name, `-${short}`],
  )
  const variables = rows.filter((name) => name === name.toUpperCase() && !name.startsWith('-'))
  expect(rows.toSorted()).toEqual([...flags, ...variables].toSorted())
})
