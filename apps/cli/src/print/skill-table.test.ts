import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Skill } from '@harness/sdk'
import { expect, it } from 'vitest'
import { shownPath } from './shown-path.ts'
import { skillTable } from './skill-table.ts'

const skill = (name: string, description: string): Skill => ({
  name,
  description,
  folder: join(homedir(), '.agents/skills', name),
  path: join(homedir(), '.agents/skills', name, 'SKILL.md'),
  source: 'user',
  within: '/',
})

it('prints a skill in two lines as wide as the terminal, and what is wrong below', () => {
  const skills = [
    skill('pdf', 'Reads \u001B[2JPDF files, and fills in forms.'),
    skill('letters', 'Writes.'),
  ]
  const message = '/a/SKILL.md:1: description: It is missing.'
  const faults = [{ level: 'error' as const, file: '/a/SKILL.md', message }]
  const screen = { columns: 40, write: () => true }
  expect(skillTable({ skills, faults }, screen)).toBe(
    [
      'pdf      Reads PDF files, and fills in …',
      '         user: ~/.agents/skills/pdf',
      'letters  Writes.',
      '         user: ~/.agents/skills/letters',
      '',
      '✗ /a/SKILL.md:1: description: It is missing.',
      '',
    ].join('\n'),
  )
  expect(skillTable({ skills: [], faults: [] }, screen)).toBe('')
})

it('shows a path from here, from home, or whole', () => {
  expect(shownPath('/work/a/b', '/work/a')).toBe('b')
  expect(shownPath('/work/a', '/work/a')).toBe('/work/a')
  expect(shownPath(join(homedir(), 'x'), '/nowhere')).toBe('~/x')
  expect(shownPath('/etc/..x\u0007', '/nowhere')).toBe('/etc/..x')
})
