import { readdir } from 'node:fs/promises'

/** The name of a folder's SKILL.md; undefined when it has none. Rejects with what the file system says. */
export async function findSkillFile(folder: string): Promise<string | undefined> {
  const names = await readdir(folder)
  return ['SKILL.md', 'skill.md'].find((name) => names.includes(name))
}

/** Bytes of a SKILL.md; a longer one is no text for a model. */
export const skillBytes = 256 * 1024
