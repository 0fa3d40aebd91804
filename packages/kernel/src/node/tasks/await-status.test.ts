import { getEventListeners } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemError } from '../store/__fixtures__/faulty-disk.ts'
import { awaitStatus } from './await-status.ts'
import { taskFolder } from './task-folder.ts'
import { startHost, taskWorld, until, exists } from './__fixtures__/task-world.ts'

const handle = { session: 's', task: 1, at: 0 }

const noWatch = () => {
  throw systemError('ENOSPC')
}

test('where there can be no watch the clock tells of the end', async () => {
  const { folder } = taskWorld()
  const host = startHost(folder, 'sleep 0.5; exit 4')
  await until(() => exists(folder, 'tasks/1/runner'))
  const { signal } = new AbortController()
  expect(await awaitStatus(taskFolder(folder, handle), signal, noWatch)).toBe('ended')
  expect(getEventListeners(signal, 'abort')).toEqual([])
  expect(readFileSync(join(folder, 'tasks/1/status'), 'utf8')).toContain('"code":4')
  await host.printed
})

test('waiting without a watch ends with the signal', async () => {
  const { folder } = taskWorld()
  const host = startHost(folder, 'sleep 1')
  await until(() => exists(folder, 'tasks/1/runner'))
  const control = new AbortController()
  const waiting = awaitStatus(taskFolder(folder, handle), control.signal, noWatch)
  setTimeout(() => control.abort('enough'), 50)
  await expect(waiting).rejects.toBe('enough')
  expect(getEventListeners(control.signal, 'abort')).toEqual([])
  await host.printed
})
