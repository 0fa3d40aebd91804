import { resolve } from 'node:path'
import { UsageError } from '../outcome/usage-error.ts'
import { decodeText } from './decode-text.ts'
import { maxPromptBytes, tooLong } from './prompt-size.ts'
import { readStdin } from './read-stdin.ts'
import { readTextFile } from './read-text-file.ts'

export interface PromptSource {
  /** The words of the command line that are no flags. */
  words: readonly string[]
  /** Files to attach. */
  files: readonly string[]
  /** What `files` and `@file` are relative to. */
  folder: string
  /** Whether the session has something to do without a prompt. */
  optional: boolean
}

/** The task: the argument (or the `@file` it names), then what was piped in, then the attached files. */
export async function readPrompt(source: PromptSource): Promise<string | undefined> {
  const { words, folder, files } = source
  const argument = await ofArgument(words, folder)
  const piped = await readStdin({ optional: argument !== undefined || source.optional })
  const attached = await Promise.all(files.map((path) => attach(resolve(folder, path), path)))
  const parts = [
    argument,
    piped && decodeText(piped, 'What came on standard input').trimEnd(),
    ...attached,
  ].filter((part) => part !== undefined && part.trim() !== '')
  if (parts.length === 0) {
    if (source.optional) return undefined
    throw new UsageError(
      'There is no task: harness "what to do", harness @file, or pipe it in. harness --help says more.',
    )
  }
  const prompt = parts.join('\n\n')
  const bytes = Buffer.byteLength(prompt)
  if (bytes > maxPromptBytes) throw tooLong(bytes)
  return prompt
}

/** The words of the command line, or the file that a single `@file` names. */
export async function ofArgument(
  words: readonly string[],
  folder: string,
): Promise<string | undefined> {
  if (words.length === 0) return undefined
  const text = words.join(' ')
  if (!/^@\S+$/.test(text)) return text
  const hint = ' To begin a task with @, put a space before it.'
  return (await readTextFile(resolve(folder, text.slice(1)), hint)).trimEnd()
}

const attach = async (path: string, name: string) =>
  `<file path=${JSON.stringify(name)}>\n${await readTextFile(path)}\n</file>`
