export interface SkillText {
  /** Of the whole SKILL.md. */
  text: string
  /** The name of the folder it is in, which must be the skill's. */
  folderName: string
}

/**
 * What https://agentskills.io/specification says against a skill, in the words of its reference validator; empty when it
 * is valid. Only what a YAML parser says differs. Never rejects for what the text holds.
 */
export async function validateSkill({ text, folderName }: SkillText): Promise<string[]> {
  // YAML is a large part of what starting would cost.
  const { skillErrors } = await import('./skill-errors.ts')
  return skillErrors(text, folderName)
}
