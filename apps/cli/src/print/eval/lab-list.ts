import type { Lab } from '@harness/evals/labs'
import { widthOf } from '../text-width.ts'

/** Which labs there are, and what each is for. */
export function labList(labs: readonly Lab[]): string {
  const widest = Math.max(...labs.map(({ name }) => widthOf(name)))
  const rows = (of: Lab['of']) =>
    labs
      .filter((lab) => lab.of === of)
      .map(({ name, about }) => `  ${name.padEnd(widest)}  ${about}\n`)
      .join('')
  return `Abilities\n${rows('kind')}\nFamilies of models\n${rows('family')}\nRun one with: harness eval lab NAME --presets deepseek,qwen\n`
}
