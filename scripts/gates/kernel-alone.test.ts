import { join } from 'node:path'

import { expect, test } from 'vitest'

import { fixture, packageFixture } from './fixture.ts'
import { kernelAlone } from './kernel-alone.ts'

const kernel = (example: string, manifest = {}) =>
  fixture({
    ...packageFixture('packages/kernel', manifest),
    'packages/kernel/README.md': `\`\`\`ts run\n${example}\n\`\`\`\n`,
  })

test('a kernel whose example runs passes', async () => {
  const top = kernel(
    "import { answer } from '@harness/kernel'\nconsole.log(answer satisfies number)",
  )
  expect(await kernelAlone.run(top)).toEqual({ seen: 'installed @harness/kernel', problems: [] })
})

test('a kernel that brings a stranger, or whose example fails, fails', async () => {
  const stranger = fixture({ 'package.json': { name: 'stranger', version: '1.0.0' } })
  const top = kernel("throw new Error('no')", {
    dependencies: { stranger: `file:${join(stranger)}` },
  })
  const { problems } = await kernelAlone.run(top)
  expect(problems[0]).toBe('the kernel brings stranger')
  expect(problems[1]).toContain('README.md:2 does not run alone')
})

test('a kernel without an example fails', async () => {
  const top = fixture(packageFixture('packages/kernel'))
  expect((await kernelAlone.run(top)).problems).toEqual([
    expect.stringContaining('no ```ts run block'),
  ])
})
