import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { hasWall, walledWorld } from './__fixtures__/walled-world.ts'
import { findSandbox } from './find-sandbox.ts'
import { wrapProgram, type ProgramPlace } from './wrap-program.ts'

/** A program inside, in a group of its own, as a server is started. */
async function start(script: string, more: Partial<ProgramPlace> = {}, cwd?: string) {
  const { workspace, scratch } = walledWorld()
  const sandbox = await findSandbox()
  if (sandbox.kind === 'none') throw new Error(sandbox.why)
  writeFileSync(join(workspace, 'seen'), 'word')
  writeFileSync(join(workspace, '.env'), 'KEY=tulip')
  const place = { workspace, scratch, onlyReads: true, ...more }
  const program = {
    cwd: cwd ?? workspace,
    env: { PATH: process.env['PATH'] ?? '', HOME: homedir(), MARK: 'x' },
  }
  const { argv, env, clear } = await wrapProgram(sandbox, place, {
    ...program,
    argv: ['sh', '-c', script],
  })
  const [file = '', ...rest] = argv
  const child = spawn(file, rest, { env, cwd: workspace, detached: true })
  return { child, workspace: place.workspace, clear }
}

/** What it said, and how it ended. */
async function outcome(...args: Parameters<typeof start>) {
  const { child, workspace, clear } = await start(...args)
  const code = new Promise((resolve) => child.on('close', resolve))
  const [said, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  await code
  clear()
  return { said, errors, workspace }
}

describe.skipIf(!hasWall)('a program that is no task', () => {
  test('reads the workspace and changes nothing of it', async () => {
    const script = 'cat seen; echo " $MARK"; echo x >made; cat .env; echo y >~/own && cat ~/own'
    const { said, errors, workspace } = await outcome(script)
    expect(said).toBe('word x\ny\n')
    expect(errors).toContain('Read-only file system')
    expect(existsSync(join(workspace, 'made'))).toBe(false)
  })

  test('changes what it is given, and no repository in it', async () => {
    const place = walledWorld()
    const { errors } = await outcome(
      'echo x >made; mkdir .git',
      {
        workspace: place.workspace,
        writable: [place.workspace],
      },
      place.workspace,
    )
    expect(readFileSync(join(place.workspace, 'made'), 'utf8')).toBe('x\n')
    expect(errors).toContain('.git')
    expect(readdirSync(place.workspace)).toEqual(['made'])
  })

  test('ends with its group, and what it started with it', async () => {
    const { child } = await start('sleep 1000 & echo ready; wait')
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const ended = new Promise((resolve) => child.on('close', resolve))
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    // Its pipes are closed when nothing within holds them any more.
    expect(await ended).toBe(null)
  })

  test('is not started in a folder that it would not see', async () => {
    await expect(start('true', {}, '/tmp')).rejects.toThrow('hides the folder')
  })
})
