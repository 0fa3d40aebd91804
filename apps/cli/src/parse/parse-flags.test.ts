import { expect, it } from 'vitest'
import { runFlags } from './flags.ts'
import { parseFlags } from './parse-flags.ts'
import { runOptions } from './run-options.ts'

const options = async (...args: string[]) => runOptions((await parseFlags(args, runFlags)).values)

it('takes rules apart at commas that are not in parentheses', async () => {
  const { allowedTools } = await options(
    '--allowed-tools',
    'edit(a,b), shell(git status *)',
    '--allowed-tools',
    'glob',
  )
  expect(allowedTools).toEqual(['edit(a,b)', 'shell(git status *)', 'glob'])
})

it('knows the other names of flags', async () => {
  expect(await options('--preset', 'mock', '--max-steps', '3', '-m', 'x')).toEqual({
    provider: 'mock',
    maxTurns: 3,
    model: 'x',
  })
  await expect(options('--preset', 'mock', '--provider', 'openai')).rejects.toThrow('same thing')
})

it('leaves what follows -- to the task', async () => {
  const { positionals } = await parseFlags(['-m', 'x', '--', '--help', 'me'], runFlags)
  expect(positionals).toEqual(['--help', 'me'])
})

it('reads the models to go on with, in flags of their own or after a comma', async () => {
  expect(await options('--fallback', 'claude', '--fallback=openai/x,groq')).toEqual({
    fallbackModels: ['claude', 'openai/x', 'groq'],
  })
})

it('reads how the model calls tools', async () => {
  expect(await options('--tool-calls', 'text')).toEqual({ toolCalls: 'text' })
  await expect(options('--tool-calls', 'xml')).rejects.toThrow('native, text')
})
