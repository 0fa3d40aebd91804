import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listSkills, validateSkills } from '../index.ts'
import { skillFolders } from './skill-folders.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-skills-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function skill(path: string, description: string): Promise<void> {
  const file = join(folder, path, 'SKILL.md')
  await mkdir(dirname(file), { recursive: true })
  const name = path.split('/').at(-1)
  await writeFile(file, `---\nname: ${name}\ndescription: ${description}\n---\nText.\n`)
}

it('looks in the workspace, then at the root of its repository, then at the user', async () => {
  const [repository, workspace] = [join(folder, 'repo'), join(folder, 'repo/packages/one')]
  await mkdir(workspace, { recursive: true })
  await writeFile(join(repository, '.git'), 'gitdir: elsewhere')
  const places = skillFolders({ workspace, home: '/home/me/.harness', userHome: '/home/me' })
  expect(places.map(({ path, source }) => [path.replace(folder, ''), source])).toEqual([
    ['/repo/packages/one/.harness/skills', 'project'],
    ['/repo/packages/one/.agents/skills', 'project'],
    ['/repo/packages/one/.claude/skills', 'project'],
    ['/repo/.harness/skills', 'project'],
    ['/repo/.agents/skills', 'project'],
    ['/repo/.claude/skills', 'project'],
    ['/home/me/.harness/skills', 'user'],
    ['/home/me/.agents/skills', 'user'],
  ])
  expect(new Set(places.map(({ within }) => within))).toEqual(new Set([repository, '/']))
  const alone = skillFolders({ workspace: repository, home: undefined, userHome: '/home/me' })
  expect(alone).toHaveLength(4)
})

it('finds skills with what is wrong with them; those of the project win', async () => {
  await mkdir(join(folder, 'repo/.git'), { recursive: true })
  await skill('repo/.claude/skills/pdf', 'of the project')
  await skill('home/skills/pdf', 'of the user')
  await skill('home/skills/word', 'Writes letters')
  await skill('elsewhere/out', 'of nobody')
  await symlink(join(folder, 'elsewhere/out'), join(folder, 'repo/.claude/skills/out'))
  const { skills, faults } = await listSkills({
    cwd: join(folder, 'repo'),
    env: { HARNESS_HOME: join(folder, 'home') },
  })
  const own = skills.filter(({ path }) => path.startsWith(folder))
  expect(own.map(({ name, description, source }) => [name, description, source])).toEqual([
    ['pdf', 'of the project', 'project'],
    ['word', 'Writes letters', 'user'],
  ])
  const told = faults.filter(({ file }) => file.startsWith(folder))
  expect(told.map(({ level, file }) => [level, file.replace(folder, '')])).toEqual([
    ['error', '/repo/.claude/skills/out'],
    ['warning', '/home/skills/pdf/SKILL.md'],
  ])
})

it('checks skills by their folder or their file', async () => {
  await skill('good', 'Does good.')
  await skill('Bad', 'Does bad.')
  const checked = await validateSkills([
    join(folder, 'good'),
    join(folder, 'Bad/SKILL.md'),
    join(folder, 'none'),
  ])
  expect(checked.map(({ errors }) => errors.length > 0)).toEqual([false, true, true])
})
