import type { Fault } from '../files/fault.ts'
import { parseCodexPatch } from './parse-codex-patch.ts'
import { parseUnified } from './parse-unified.ts'
import type { Patch } from './section.ts'

/** Reads a patch in either format: a unified diff is known by its `---` and `+++`, or by git's first line. */
export function parsePatch(text: string): Patch | Fault {
  const isCodex = /^[ \t]*\*\*\* Begin Patch/m.test(text)
  return !isCodex && /^(?:diff --git |--- )/m.test(text)
    ? parseUnified(text)
    : parseCodexPatch(text)
}
