// Every flag of `run` and every variable does what it says: one that is read by nobody fails here.
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
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
  it.for(Object.entries(scenes))('says %s', async ([, scene]) => {
    expect(await faultsOf(scene)).toEqual([])
  })

  it('opens the sandbox', async (context) => {
    const here = await place()
    const { stdout } = await here.run(['doctor', '--json'])
    await here.remove()
    if (/no sandbox/iu.test(stdout)) context.skip('there is no sandbox here')
    expect(await faultsOf(sandboxScene)).toEqual([])
  })
})

/** What is not seen as it should be, with a flag or without. */
async function faultsOf(scene: Scene): Promise<object[]> {
  return (await play(scene)).flatMap(({ name, without, with: given, to, otherwise = without }) => {
    const isSeen = isDeepStrictEqual(given, to) && isDeepStrictEqual(without, otherwise)
    return isSeen && !isDeepStrictEqual(without, to)
      ? []
      : [{ name, without, given, to, otherwise }]
  })
}

it.skipIf(noTerminal)('NO_COLOR leaves colours out', async () => {
  const here = await place()
  const server = await endpoint(() => ({ text: 'fine' }))
  const args = ['--base-url', server.url, '--model', 'zeta', 'hi']
  const colours = async (more: Record<string, string>) => {
    const terminal = onTerminal({ ...here, env: { ...here.env, ...more } }, args)
    await terminal.ended
    const codes = terminal.shown().split('\u{1b}[')
    return codes.slice(1).filter((code) => /^[\d;]+m/u.test(code))
  }
  expect(await colours({})).not.toEqual([])
  expect(await colours({ NO_COLOR: '1' })).toEqual([])
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
