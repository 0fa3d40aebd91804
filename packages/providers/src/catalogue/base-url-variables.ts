import type { Preset } from './preset.ts'

/** The variables that replace a preset's address, the first that is set wins: `CLAUDE_BASE_URL`, `ANTHROPIC_BASE_URL`. */
export const baseUrlVariables = ({
  name,
  aliases = [],
}: Pick<Preset, 'name' | 'aliases'>): [string, ...string[]] => [
  `${variableStem(name)}_BASE_URL`,
  ...aliases.map((alias) => `${variableStem(alias)}_BASE_URL`),
]

/** How a preset's variables begin: `local-openai` is `LOCAL_OPENAI`. */
export const variableStem = (name: string): string => name.toUpperCase().replaceAll('-', '_')
