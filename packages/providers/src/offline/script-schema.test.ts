import { readFileSync } from 'node:fs'

import { expect, it } from 'vitest'
import { z } from 'zod'

import { Script } from './script.ts'

it('the published schema is that of the code (write it with: vitest -u)', async () => {
  const schema = {
    $id: 'script.schema.json',
    title: 'A script of the offline model',
    ...z.toJSONSchema(Script),
  }
  const file = new URL('../../schemas/script.schema.json', import.meta.url)
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(file.pathname)
  expect(JSON.parse(readFileSync(file, 'utf8')).required).toEqual(['name', 'rules', 'otherwise'])
})
