import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { scriptHash, styleHash } from './content-policy.ts'
import type { Markup } from './markup.ts'
import { script } from './script.ts'
import { style } from './style.ts'

function hashOf(markup: Markup): string {
  const out: string[] = []
  markup.write(out, (text) => text)
  return `sha256-${createHash('sha256').update(out.join('')).digest('base64')}`
}

it('the policy of the page allows its own style and script, and no others', () => {
  expect({ styleHash, scriptHash }).toEqual({
    styleHash: hashOf(style),
    scriptHash: hashOf(script),
  })
})
