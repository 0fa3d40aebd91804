import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { SuiteFile } from './suite-file.ts'

const path = new URL('../../suite.schema.json', import.meta.url)

it('the published schema is that of the code (write it with: vitest -u)', async () => {
  const schema = {
    $id: 'suite.schema.json',
    title: 'A suite of cases that a subject is measured by',
    ...z.toJSONSchema(SuiteFile),
  }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(path.pathname)
})

it('a checker of JSON Schema takes a suite, and refuses a key that is no key', async () => {
  const check = new Ajv2020().compile(JSON.parse(await readFile(path, 'utf8')))
  const one = { id: 'a', task: 'A', verify_command: 'true' }
  expect(check({ name: 's', cases: [one] })).toBe(true)
  expect(check({ name: 's', cases: [{ ...one, verify: 'true' }] })).toBe(false)
})
