import type { Ask, AskAnswer } from '@harness/sdk'
import { plainText } from '../print/plain-text.ts'
import type { LineReader } from './line-reader.ts'

export interface Answering {
  reader: Pick<LineReader, 'question'>
  output: NodeJS.WritableStream
  signal: AbortSignal
}

/** What a person says to a question: in their words, or by the number of a choice. */
export async function answerTo(
  { choices = [] }: NonNullable<Ask['question']>,
  { reader, output, signal }: Answering,
): Promise<AskAnswer> {
  for (const [at, choice] of choices.entries()) {
    output.write(`  ${at + 1}  ${plainText(choice)}\n`)
  }
  const prompt = choices.length > 0 ? 'A number, or your own words: ' : 'Your answer: '
  const words = (await reader.question(prompt, { signal })).trim()
  const answer = choices[Number(words) - 1] ?? words
  return { decision: 'allow', answer }
}
