import { expect, test } from 'vitest'

import { docs } from './docs.ts'
import { fixture, packageFixture } from './fixture.ts'

const fenced = (fence: string, text: string) => `# Title\n\n\`\`\`${fence}\n${text}\n\`\`\`\n`

const judge = (document: string) =>
  docs.run(fixture({ ...packageFixture('packages/a'), 'README.md': document }))

test('code that compiles and runs passes, and other languages are left alone', async () => {
  const ask = "import { answer } from '@harness/a'\nif (answer !== 42) throw new Error('wrong')"
  const { seen, problems } = await judge(
    fenced('ts run', ask) + fenced('console', '$ harness demo'),
  )
  expect(problems).toEqual([])
  expect(seen).toBe('1 documents, 1 blocks, 1 run')
})

test('an example that says what the packages do not say fails, at its line in the document', async () => {
  const { problems } = await judge(fenced('ts', "import { question } from '@harness/a'"))
  expect(problems.join()).toContain('README.md(4,10): error TS2305')
})

test('an example that throws fails only when it says that it runs', async () => {
  expect((await judge(fenced('ts', "throw new Error('no')"))).problems).toEqual([])
  expect((await judge(fenced('ts run', "throw new Error('no')"))).problems).toEqual([
    expect.stringContaining('README.md:4 does not run'),
  ])
})

test('a tree without documents fails', async () => {
  expect((await docs.run(fixture({}))).problems).toEqual(['no documents were found'])
})
