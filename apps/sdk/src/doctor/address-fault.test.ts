import { expect, it } from 'vitest'
import { addressFault } from './address-fault.ts'

const openai = { wire: 'openai', own: 'https://api.openai.com/v1' } as const
const claude = { wire: 'anthropic', own: 'https://api.anthropic.com' } as const
const unversioned = { wire: 'openai', own: 'https://api.deepseek.com' } as const
const own = { wire: 'openai', own: undefined } as const

it.each([
  ['127.0.0.1:8000/v1', own, 'is no address', 'http://127.0.0.1:8000/v1'],
  ['api.openai.com/v1', openai, 'is no address', 'https://api.openai.com/v1'],
  ['http://', openai, 'is no address', 'https://api.openai.com/v1'],
  [' http://127.0.0.1:8000/v1', own, 'white space', 'the address alone'],
  ['http://me:pw-planted@127.0.0.1/v1', own, 'a name or a password', "provider's variable"],
  ['http://127.0.0.1/v1/chat/completions', own, 'ends in /chat/completions', 'leave /chat'],
  ['http://127.0.0.1/v1/responses/', own, 'ends in /responses/', 'leave /responses'],
  ['https://api.anthropic.com/v1/messages', claude, 'ends in /messages', 'leave /messages'],
  ['http://127.0.0.1/v1?key=pw-planted', own, 'a ? or #', 'leave that out'],
  ['http://127.0.0.1:8000', own, 'has no path', 'write /v1'],
  ['http://127.0.0.1:8000/', openai, 'has no path', 'write /v1'],
])('%s does not lead to models', (address, meant, why, fix) => {
  const fault = addressFault(address, meant)
  expect(fault).toEqual({ why: expect.stringContaining(why), fix: expect.stringContaining(fix) })
  expect(JSON.stringify(fault)).not.toContain('pw-planted')
})

it.each([
  ['http://127.0.0.1:8000/v1', own],
  ['http://127.0.0.1:8000/v1/', own],
  ['https://proxy.example', claude],
  ['https://proxy.example/v1', claude],
  ['https://proxy.example', unversioned],
  ['https://proxy.example/openai', openai],
])('%s may', (address, meant) => {
  expect(addressFault(address, meant)).toBeUndefined()
})
