// One task for every loop: the same prompt, tool and limit, so that all of them send the same bytes.

export const systemPrompt =
  'You are a coding agent. Work in small steps and look before you leap. '.repeat(20)
export const prompt = 'Read the notes from the first line to the last.'

export interface ReadInput {
  path: string
  offset: number
  limit: number
}

/** What the tool answers: a kilobyte, in no time. */
export const readLines = ({ path, offset, limit }: ReadInput): string =>
  Array.from(
    { length: limit },
    (_, line) => `${offset + line}\tA line of ${path}, of usual length.`,
  ).join('\n')
