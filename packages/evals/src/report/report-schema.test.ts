import { expect, it } from 'vitest'
import { z } from 'zod'
import { Report } from './report.ts'

it('the published schema is that of the code (write it with: vitest -u)', async () => {
  const schema = {
    $id: 'report.schema.json',
    title: 'What a run of a suite came to',
    ...z.toJSONSchema(Report, { io: 'input' }),
  }
  const path = new URL('../../report.schema.json', import.meta.url)
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(path.pathname)
})
