import { KernelError, memorySessions } from '@harness/kernel'
import { expect, it } from 'vitest'
import { withFreshId } from './with-fresh-id.ts'

const taken = () => new KernelError('session_exists', 'there is one of this id')

it('takes another id where somebody has the first one', async () => {
  const sessions = memorySessions()
  const ids: string[] = []
  const held = await withFreshId(async (id) => {
    ids.push(id)
    if (ids.length < 3) throw taken()
    return sessions.create(id)
  })
  expect(ids).toHaveLength(3)
  expect(held.id).toBe(ids[2])
})

it('says so where every id is taken, and what else is wrong at once', async () => {
  let tries = 0
  const refused = (error: Error) =>
    withFreshId(async () => {
      tries += 1
      throw error
    })
  await expect(refused(taken())).rejects.toMatchObject({ code: 'session_exists' })
  expect(tries).toBe(5)
  await expect(refused(new Error('the disk is full'))).rejects.toThrow('the disk is full')
  expect(tries).toBe(6)
})
