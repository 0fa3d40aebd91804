import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { testTool } from '@harness/kernel/testing'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { readSkills } from './read-skills.ts'
import { skillTool } from './skill-tool.ts'
import type { Skill } from './skill.ts'
import { writeSkillList } from './write-skill-list.ts'

async function stage(body: string, files: readonly string[] = []) {
  const shop = workshop()
  shop.write('pdf/SKILL.md', `---\nname: pdf\ndescription: Reads: PDF\n---\n${body}`)
  for (const file of files) shop.write(`pdf/${file}`, '')
  const { skills } = await readSkills([{ path: shop.folder, source: 'project' }])
  return { shop, skills, tool: skillTool(skills) }
}

const makeStage = async () => {
  const files = Array.from({ length: 100 }, (_, at) => `references/${'x'.repeat(200)}${at}.md`)
  const { shop, tool } = await stage('"\t"\n'.repeat(40_000), files)
  return { tool, input: { name: 'pdf' }, context: shop.context, look: async () => [] }
}
testTool('skill', makeStage, { test })

test('a skill is loaded with its folder and its files', async () => {
  const { shop, tool } = await stage('# How\r\n\r\n---\r\nRun scripts/a.py.\u001B[2J\r\n', [
    'scripts/a.py',
    'references/b.md',
    '.git/HEAD',
  ])
  const { text } = await shop.use(tool, { name: 'pdf' })
  expect(text.replaceAll(shop.folder, '')).toBe(
    'Skill pdf. Its paths are relative to /pdf.\n\n# How\n\n---\nRun scripts/a.py.\uFFFD[2J\n\nFiles beside it:\nreferences/b.md\nscripts/a.py',
  )
})

test('of a long skill the text gives way, and not where its files are', async () => {
  const files = Array.from({ length: 70 }, (_, at) => `f${String(at).padStart(2, '0')}`)
  const { shop, tool } = await stage('line\n'.repeat(20_000), files)
  const { text } = await shop.use(tool, { name: 'pdf' })
  expect(text).toMatch(/^Skill pdf\. .*\n\nline\n/)
  expect(text).toContain(' bytes left out]')
  expect(text.endsWith('\nf59\n… and more')).toBe(true)
  expect(JSON.stringify(text).length).toBeLessThanOrEqual(32 * 1024)
})

test('a name that is not there is answered with the one that was meant', async () => {
  const { shop, tool } = await stage('')
  expect(await shop.use(tool, { name: 'pfd' })).toEqual({
    kind: 'failed',
    code: 'not_found',
    text: 'There is no skill "pfd". Did you mean pdf?',
  })
  expect((await shop.use(tool, { name: '__proto__' })).text).toContain('There are pdf.')
  rmSync(join(shop.folder, 'pdf'), { recursive: true })
  expect(await shop.use(tool, { name: 'pdf' })).toMatchObject({ code: 'unreadable' })
})

test('the tool takes little of a request', () => {
  const { name, description, input } = skillTool([])
  expect(JSON.stringify({ name, description, input }).length).toBeLessThan(260)
})

const made = (name: string, description: string): Skill => ({
  name,
  description,
  path: `/${name}/SKILL.md`,
  folder: `/${name}`,
  source: 'user',
  within: '/',
})

test('a list names and describes, and says what it cuts', () => {
  expect(writeSkillList([])).toBe('')
  const list = writeSkillList([made('pdf', 'Reads PDF.'), made('long', 'word '.repeat(300))])
  expect(list).toMatch(/\n- pdf: Reads PDF\.\n- long: (word ){80}… \(cut\)$/)
  const many = Array.from({ length: 1000 }, (_, at) => made(`skill-${at}`, 'word '.repeat(60)))
  const bounded = writeSkillList([made('x'.repeat(30_000), 'd'), ...many])
  expect(bounded.length).toBeLessThan(27_000)
  expect(bounded).toContain('\n- skill-70: word')
  expect(bounded).toMatch(/\n\n\[\d+ more have no room for a description: x+ … and others\]$/)
  expect(writeSkillList(many)).toBe(writeSkillList(many))
})
