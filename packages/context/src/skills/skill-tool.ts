import { z } from 'zod'
import {
  boundText,
  closestName,
  defineTool,
  done,
  failed,
  resultBytes,
  sizeInLog,
  type Tool,
} from '@harness/kernel'
import { plainText } from '../files/plain-text.ts'
import { readText } from '../files/read-text.ts'
import { splitFrontMatter } from '../front-matter/split-front-matter.ts'
import { filesBeside } from './files-beside.ts'
import { skillBytes } from './find-skill-file.ts'
import type { Skill } from './skill.ts'

const Input = z.object({ name: z.string() })

/** Loads what a skill says: its text, where its folder is, and what else is in there. It reads none but these skills. */
export function skillTool(skills: readonly Skill[]): Tool {
  const byName = new Map(skills.map((skill) => [skill.name, skill]))
  return defineTool({
    name: 'skill',
    description: 'Load the instructions of a skill.',
    input: Input,
    effect: 'pure',
    async prepare({ name }) {
      const skill = byName.get(name)
      if (!skill) return { kind: 'invalid', code: 'not_found', message: unknown(name, skills) }
      // Not a path: which skills there are was decided by whoever made the tool.
      return { kind: 'ready', prepared: { effect: 'pure', access: 'read', target: name } }
    },
    async run({ name }, _, { signal }) {
      const skill = byName.get(name)
      if (!skill) return failed('not_found', unknown(name, skills))
      const read = await readText(skill.path, { within: skill.within, most: skillBytes })
      signal.throwIfAborted()
      if ('why' in read) return failed('unreadable', `${skill.path} ${read.why}`)
      const beside = await filesBeside(skill.folder)
      signal.throwIfAborted()
      const body = splitFrontMatter(read.text)?.body ?? read.text
      return done(write(skill, plainText(body), beside))
    },
  })
}

/** The text gives way: where the files are must stay. */
function write(
  { name, folder }: Skill,
  body: string,
  { files, isCut }: { files: readonly string[]; isCut: boolean },
): string {
  const place = `Skill ${name}. Its paths are relative to ${folder}.`
  const more = isCut ? ['… and more'] : []
  const listed = files.length === 0 ? '' : `\n\nFiles beside it:\n${[...files, ...more].join('\n')}`
  const closing = boundText(listed, 8 * 1024)
  const room = resultBytes - sizeInLog(place) - sizeInLog(closing)
  return `${place}\n\n${boundText(body, room)}${closing}`
}

function unknown(name: string, skills: readonly Skill[]): string {
  const names = skills.map((skill) => skill.name)
  const meant = closestName(name, names)
  if (meant !== undefined)
    return `There is no skill ${JSON.stringify(name)}. Did you mean ${meant}?`
  const some = names.slice(0, 20).join(', ')
  return `There is no skill ${JSON.stringify(name)}. ${some === '' ? 'There are none.' : `There are ${some}.`}`
}
