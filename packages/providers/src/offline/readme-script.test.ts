import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

import { parseScriptText } from './parse-script.ts'

it('the script in the README is one', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const example = /```json\n([^]*?)```/.exec(readme)?.[1] ?? ''
  expect(parseScriptText(example, 'README.md').name).toBe('fixer')
})
