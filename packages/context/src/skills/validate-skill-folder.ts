import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileErrorCode } from '../files/file-error-code.ts'
import { anywhere, readText } from '../files/read-text.ts'
import { findSkillFile, skillBytes } from './find-skill-file.ts'
import { validateSkill } from './validate-skill.ts'

/**
 * The same of a skill's folder, or of the SKILL.md in it. A path that is not there and a folder without a SKILL.md are
 * errors as well; never rejects for what is there.
 */
export async function validateSkillFolder(path: string): Promise<string[]> {
  const found = await lookAt(resolve(path), path)
  if ('error' in found) return [found.error]
  const read = await readText(found.file, { within: anywhere, most: skillBytes })
  if ('why' in read) return [`${path}: SKILL.md ${read.why}`]
  return validateSkill({ text: read.text, folderName: basename(dirname(found.file)) })
}

async function lookAt(place: string, path: string): Promise<{ file: string } | { error: string }> {
  try {
    if ((await stat(place)).isDirectory()) {
      const name = await findSkillFile(place)
      return name === undefined
        ? { error: 'Missing required file: SKILL.md' }
        : { file: join(place, name) }
    }
    return /^skill\.md$/i.test(basename(place))
      ? { file: place }
      : { error: `Not a directory: ${path}` }
  } catch (error) {
    const code = fileErrorCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { error: `Path does not exist: ${path}` }
      : { error: `${path} cannot be read (${code}). Check who may.` }
  }
}
