// What files tell every session of a folder: instructions and skills.
import { dirname } from 'node:path'
import type { Skill } from '@harness/context'
import type { Settings } from '../config/load-settings.ts'
import type { Options } from '../options.ts'
import { skillFolders } from '../skills/skill-folders.ts'
import { textSources, type SourceOptions } from './text-sources.ts'

export interface GatheredTexts {
  /** For system prompts: instructions, then the list of skills; empty without any. */
  text: string
  skills: readonly Skill[]
}

export interface GatheringTexts {
  options: SourceOptions & Pick<Options, 'instructions' | 'onNotice'>
  settings: Pick<Settings, 'instructions' | 'files'>
  /** The folder that is worked in. */
  folder: string
  /** The outermost folder that counts. Default: the root of the repository. */
  root?: string | undefined
  /** The user's own. */
  home: string
}

/** Files of the folder grant nothing and run nothing: they are read whether it is trusted or not. */
export async function gatherTexts({
  options,
  settings,
  folder,
  root,
  home,
}: GatheringTexts): Promise<GatheredTexts> {
  const { onNotice } = options
  const { user: isUsers, project: isFolders } = textSources(options)
  const { readInstructions, readSkills, writeInstructions, writeSkillList } =
    await import('@harness/context')
  const configured = settings.instructions.map(({ pattern, layer }) =>
    layer === 'user'
      ? { pattern, folder: home, anywhere: true }
      : { pattern, folder: rootOf(layer, settings) ?? folder },
  )
  const own = (options.instructions ?? []).map((pattern) => ({ pattern, folder, anywhere: true }))
  const globs = [...configured, ...own]
  const [instructions, { skills, faults }] = await Promise.all([
    isFolders || isUsers || globs.length > 0
      ? readInstructions({
          workspace: folder,
          globs,
          ...(root !== undefined && { root }),
          ...(isUsers && { home }),
        })
      : { documents: [], faults: [] },
    readSkills(
      skillFolders({ workspace: folder, root, home }).filter(({ source }) =>
        source === 'user' ? isUsers : isFolders,
      ),
    ),
  ])
  for (const { message } of [...instructions.faults, ...faults]) onNotice?.(message)
  const documents = instructions.documents.filter(({ source }) => source !== 'project' || isFolders)
  const texts = [writeInstructions(documents), writeSkillList(skills)]
  return { text: texts.filter((text) => text !== '').join('\n\n'), skills }
}

/** A folder's own configuration speaks of the folder whose `.harness` it stands in, wherever below it one works. */
function rootOf(layer: string, { files }: Pick<Settings, 'files'>): string | undefined {
  // Behind `.mcp.json`, which stands beside it.
  const own = files.findLast((file) => file.layer === layer)
  return own && dirname(dirname(own.path))
}
