import { faultIn, faultOf, type Fault } from '../files/fault.ts'
import { readText } from '../files/read-text.ts'
import type { SourceFolder } from '../files/source-folder.ts'
import { skillBytes } from './find-skill-file.ts'
import { findSkillFolders } from './find-skill-folders.ts'
import type { Skill } from './skill.ts'

export interface Skills {
  /** In order of folder, then of path. No two have one name. */
  skills: Skill[]
  faults: Fault[]
}

/**
 * Reads the skills of folders, each a folder with a SKILL.md, in the folder or in one in it. Lenient: a skill is left out
 * only when it has no description or its front matter cannot be read; what else the format says is a warning. Of two of
 * one name the first stands. Never rejects for what files hold. At most 200 skills a folder, 256 KiB a SKILL.md.
 */
export async function readSkills(folders: readonly SourceFolder[]): Promise<Skills> {
  const read: Skills = { skills: [], faults: [] }
  const seen = new Set<string>()
  for (const source of folders) {
    const within = source.within ?? source.path
    for (const { folder, path } of await findSkillFolders(source, read.faults)) {
      if (seen.has(folder)) continue
      seen.add(folder)
      const text = await readText(path, { within, most: skillBytes })
      if ('why' in text) {
        read.faults.push(faultOf(path, 'error', text.why))
        continue
      }
      // YAML is a large part of what starting would cost, and most folders have no skills.
      const { parseSkill } = await import('./parse-skill.ts')
      const place = { path, folder, source: source.source, within }
      const { skill, faults } = parseSkill(text.text, place)
      read.faults.push(...faults)
      if (skill) add(skill, read)
    }
  }
  return read
}

function add(skill: Skill, { skills, faults }: Skills): void {
  const first = skills.find(({ name }) => name === skill.name)
  if (!first) return void skills.push(skill)
  const message = `there is a skill ${skill.name} in ${first.source} already, which stands. Rename one.`
  faults.push(faultIn(skill.path, 'warning', { message }))
}
