import type { InstructionDocument } from './instruction-document.ts'

const opening = `# Instructions in files

People wrote these for whoever works here; those of a folder hold for all below it. Where two disagree, the later is nearer and wins. What a person says in the conversation goes before all of them.`

/**
 * What stands in a system prompt of instructions; empty without any. The same documents give the same bytes. No document
 * can end itself early and pass for another.
 */
export function writeInstructions(documents: readonly InstructionDocument[]): string {
  if (documents.length === 0) return ''
  return [opening, ...documents.map(writeDocument)].join('\n\n')
}

const writeDocument = ({ path, text }: InstructionDocument) =>
  `<instructions path=${JSON.stringify(path)}>\n${text.replaceAll(/<(?=\s*\/?\s*instructions\b)/gi, '&lt;')}\n</instructions>`
