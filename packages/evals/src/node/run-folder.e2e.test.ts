// What other processes and a full disk make of a run.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actingSubject } from './__fixtures__/acting-subject.ts'
import { evalWorld } from './__fixtures__/eval-world.ts'

const worker = join(import.meta.dirname, '__fixtures__', 'worker.ts')

test('a second process is told who writes the run, and changes nothing', async () => {
  using world = evalWorld()
  const folder = join(world.path, 'run')
  const suite = world.suite([{ id: 'one', expect_contains: 'done' }])
  const { promise, resolve } = Promise.withResolvers<void>()
  const entered = Promise.withResolvers<void>()
  const slow = actingSubject(() => {
    entered.resolve()
    return promise
  })
  const running = world.run(suite, slow)
  await entered.promise
  const child = spawn(process.execPath, [worker, 'small', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  await once(child, 'exit')
  expect(said).toMatch(
    new RegExp(`^bad_folder .*under way in another process.*process ${process.pid} `),
  )
  await expect(
    world.run(
      suite,
      actingSubject(() => undefined),
    ),
  ).rejects.toMatchObject({ code: 'bad_folder' })
  resolve()
  expect((await running).report.totals).toMatchObject({ passed: 1, infrastructure: 0 })
})

test('a disk that takes no more of the log ends the run with that, and nothing is lost', async () => {
  using world = evalWorld()
  const folder = join(world.path, 'run')
  const live = async (limit: string) => {
    // The shell's blocks are of 512 bytes. What is too long is then an error, and no signal.
    const script = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`
    const child = spawn('sh', ['-c', script, process.execPath, worker, 'small', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    await once(child, 'exit')
    return said
  }
  expect(await live('40')).toMatch(/^log_failed .*its log cannot be written.*go on with it/)
  const scored = () => {
    const [id = ''] = readdirSync(join(folder, 'log/sessions'))
    const log = readFileSync(join(folder, 'log/sessions', id, 'log.jsonl'), 'utf8')
    return log.split('\n').filter((line) => line.includes('x.eval.attempt-scored')).length
  }
  const before = scored()
  expect(before).toBeGreaterThan(0)
  expect(await live('unlimited')).toBe('finished\n')
  expect(scored()).toBe(60)
})
