import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
beforeAll(async () => {
  here = await place()
})
afterAll(() => here.remove())

async function skill(name: string, text: string): Promise<void> {
  const folder = join(here.workspace, '.claude', 'skills', name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'SKILL.md'), text)
}

it('says what agents can learn, and what is wrong with it', async () => {
  expect(await here.run(['skills'])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('There are no skills'),
  })
  await skill('pdf', '---\nname: pdf\ndescription: Reads PDF files.\n---\nText.\n')
  expect(await here.run(['skills', 'validate'])).toMatchObject({
    code: 0,
    stdout: '✓ .claude/skills/pdf: ok\n',
  })
  await skill('broken', 'No front matter.\n')
  const list = await here.run(['skills'])
  expect(list.stdout).toMatch(/^pdf {2}Reads PDF files\.\n {5}project: \.claude\/skills\/pdf\n\n✗ /)
  const found = JSON.parse((await here.run(['skills', 'list', '--json'])).stdout)
  expect(found).toMatchObject({ skills: [{ name: 'pdf' }], faults: [{ level: 'error' }] })
  const checked = await here.run(['skills', 'validate'])
  expect(checked).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^✗ \.claude\/skills\/broken: .+\n✓ .+: ok\n$/),
  })
  expect((await here.run(['skills', 'validate', '.claude/skills/pdf'])).code).toBe(0)
  expect((await here.run(['skills', 'validate', 'nowhere'])).code).toBe(1)
  expect((await here.run(['skills', 'learn'])).code).toBe(2)
})
