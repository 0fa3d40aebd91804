import type { Fault } from '../files/fault.ts'
import { parseCodexPatch } from './parse-codex-patch.ts'
import { parseUnified } from './parse-unified.ts'
import type { Patch } from './section.ts'

/** Reads a patch in the format whose first line comes first: a unified diff may hold lines of the other one. */
export function parsePatch(text: string): Patch | Fault {
  const [first = ''] = firstLine.exec(text) ?? []
  return /^[-d]/.test(first) ? parseUnified(text) : parseCodexPatch(text)
}

const firstLine = /^(?:diff --git |--- |[ \t]*\*\*\* (?:Begin Patch|(?:Add|Delete|Update) File: ))/m
