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
  expect(seen).toBe('1 documents, 1 blocks, 1 run, 0 of a shell run')
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

test('commands run one after the other, in a folder of their own', async () => {
  const steps = fenced('sh run', 'echo hello > note') + fenced('sh run', 'cat note; echo $HOME')
  expect((await judge(steps + fenced('text output', 'hel…\n…\n/…'))).problems).toEqual([])
})

test('a command that fails, or prints something else, is named by its line', async () => {
  const first = fenced('sh run', 'echo hello')
  expect((await judge(first + fenced('sh run', 'echo no\nfalse'))).problems).toEqual([
    'README.md:9 ends with 1\nno',
  ])
  const { problems } = await judge(first + fenced('text output', 'hello\nworld'))
  expect(problems).toEqual([expect.stringContaining('README.md:4 does not print "world"')])
})

test('a command that is not marked is not run', async () => {
  expect((await judge(fenced('sh', 'exit 1'))).problems).toEqual([])
})

test('a tree without documents fails', async () => {
  expect((await docs.run(fixture({}))).problems).toEqual(['no documents were found'])
})
