import { wrapWords } from '../print/wrap-words.ts'

const width = 98

/** Text in lines that fit a terminal; a line that begins with a space is a row of its own, and stays as it is. */
export function paragraphs(text: string): string {
  const lines: string[] = []
  let open: string[] = []
  const close = () => {
    lines.push(...wrapWords(open, width))
    open = []
  }
  for (const line of text.split('\n')) {
    if (line !== '' && !line.startsWith(' ')) {
      open.push(...line.split(' '))
      continue
    }
    close()
    lines.push(line)
  }
  close()
  return lines.map((line) => `${line}\n`).join('')
}
