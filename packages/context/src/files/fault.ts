import { plainLine } from './plain-text.ts'

/** What is wrong with a file. After an error nothing comes of it; a warning is of something that was left out of it. */
export interface Fault {
  level: 'error' | 'warning'
  /** The path of the file. */
  file: string
  /** From 1, where one is to blame. */
  line?: number
  /** Of the front matter, where one is to blame. */
  key?: string
  /** What happened and what to do, with file, line and key. One line without control characters. */
  message: string
}

/** A fault of a file: its message begins with where it is. */
export function faultIn(
  file: string,
  level: Fault['level'],
  { line, key, message }: { line?: number; key?: string; message: string },
): Fault {
  const where = [file, line].filter((part) => part !== undefined).join(':')
  const named = [where, key].filter((part) => part !== undefined).join(': ')
  return {
    level,
    file,
    ...(line !== undefined && { line }),
    ...(key !== undefined && { key }),
    message: plainLine(`${named}: ${message}`),
  }
}

/** A fault of a file as a whole: `why` continues a sentence that begins with its path. */
export const faultOf = (file: string, level: Fault['level'], why: string): Fault => ({
  level,
  file,
  message: plainLine(`${file} ${why}`),
})
