import { describe, expect, it } from 'vitest'
import { keyFault } from './key-fault.ts'

describe('what cannot be a key is known by its form', () => {
  it.each([
    ['ANTHROPIC_API_KEY', '', 'info', 'set and empty', 'unset it'],
    ['ANTHROPIC_API_KEY', ' \n', 'info', 'set and empty', 'unset it'],
    ['OPENAI_API_KEY', '"sk-proj-0123456789"', 'warn', 'quotes', 'without them'],
    ['OPENAI_API_KEY', "'sk-proj-0123456789'", 'warn', 'quotes', 'without them'],
    ['OPENAI_API_KEY', '“sk-proj-0123456789”', 'warn', 'quotes', 'without them'],
    ['OPENAI_API_KEY', 'sk-proj-0123\n456789', 'warn', 'white space in the midst', 'as one line'],
    ['OPENAI_API_KEY', 'sk-0123456789 sk-9876543210', 'warn', 'white space', 'as one line'],
    ['OPENAI_API_KEY', 'Bearer sk-proj-0123456789', 'warn', 'begins with Bearer', 'leave that'],
    ['OPENAI_API_KEY', '$MY_0123456789', 'warn', 'a reference', 'config.jsonc'],
    ['OPENAI_API_KEY', 'env:MY_0123456789', 'warn', 'a reference', 'config.jsonc'],
    ['OPENAI_API_KEY', 'sk-proj–0123456789', 'warn', 'letters in it that no key has', 'copy'],
    ['OPENAI_API_KEY', 'your-api-key-here', 'warn', 'placeholder', 'your own key'],
    ['OPENAI_API_KEY', '<0123456789>', 'warn', 'placeholder', 'your own key'],
    ['OPENAI_API_KEY', 'sk-...', 'warn', 'placeholder', 'your own key'],
    ['OPENAI_API_KEY', 'sk-ant-0123456789', 'warn', 'for ANTHROPIC_API_KEY', 'ANTHROPIC_API_KEY'],
    ['OPENAI_API_KEY', 'gsk_0123456789', 'warn', 'for GROQ_API_KEY', 'set GROQ_API_KEY'],
    ['ANTHROPIC_API_KEY', 'sk-proj-0123456789', 'warn', 'for OPENAI_API_KEY', 'OPENAI_API_KEY'],
    ['DEEPSEEK_API_KEY', 'sk-or-v1-0123456789', 'warn', 'for OPENROUTER_API_KEY', 'OPENROUTER'],
    ['MISTRAL_API_KEY', 'AIza0123456789', 'warn', 'for GEMINI_API_KEY', 'set GEMINI_API_KEY'],
  ])('%s=%j', (variable, value, status, found, fix) => {
    const fault = keyFault(variable, value)
    expect(fault).toEqual({
      status,
      found: expect.stringContaining(found),
      fix: expect.stringContaining(fix),
    })
    expect(fault?.found).toContain(variable)
    expect(JSON.stringify(fault)).not.toMatch(/0123|9876/u)
  })

  it.each([
    ['OPENAI_API_KEY', undefined],
    ['OPENAI_API_KEY', 'sk-proj-0123456789'],
    ['OPENAI_API_KEY', ' sk-0123456789\n'],
    ['ANTHROPIC_API_KEY', 'sk-ant-api03-0123456789'],
    ['DEEPSEEK_API_KEY', 'sk-0123456789'],
    ['VLLM_API_KEY', 'token-abc123'],
    ['OLLAMA_API_KEY', 'ollama'],
  ])('%s=%j may be one', (variable, value) => {
    expect(keyFault(variable, value)).toBeUndefined()
  })
})
