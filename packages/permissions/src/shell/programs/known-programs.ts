import { files } from './files.ts'
import { git } from './git.ts'
import { packages } from './packages.ts'
import type { Program } from './program.ts'
import { system } from './system.ts'
import { text } from './text.ts'

const all: ReadonlyMap<string, Program> = new Map([
  ...text,
  ...files,
  ...system,
  ...git,
  ...packages,
])

/** What is known of a program by the word it is called with: its name, or its place where systems keep it. */
export const knownProgram = (word: string): Program | undefined =>
  all.get(word.replace(/^\/(?:usr\/)?bin\/(?=[^/]+$)/u, ''))
