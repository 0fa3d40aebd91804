import { afterEach, expect, it, vi } from 'vitest'
import { explainError } from './explain-error.ts'

afterEach(() => void vi.unstubAllEnvs())

it('a fault of our own shows where it is with HARNESS_DEBUG, and says so without', () => {
  const fault = new Error('the roof leaks')
  vi.stubEnv('HARNESS_DEBUG', undefined)
  const { message } = explainError(fault)
  expect(message).toBe(
    'This is a fault of harness itself: the roof leaks. HARNESS_DEBUG=1 shows where.',
  )
  vi.stubEnv('HARNESS_DEBUG', '1')
  expect(explainError(fault).message).toBe(`${message}\n${fault.stack}`)
})
