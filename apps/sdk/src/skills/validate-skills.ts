/** A skill, and what https://agentskills.io/specification says against it. */
export interface CheckedSkill {
  path: string
  /** In the words of the reference validator; none when it is valid. */
  errors: readonly string[]
}

/** Checks skills: each path is a skill's folder or its SKILL.md. One that is not there is an error of it, no rejection. */
export async function validateSkills(paths: readonly string[]): Promise<readonly CheckedSkill[]> {
  const { validateSkillFolder } = await import('@harness/context')
  return Promise.all(paths.map(async (path) => ({ path, errors: await validateSkillFolder(path) })))
}
