// Jupyter notebooks, format 4: https://nbformat.readthedocs.io/en/latest/format_description.html
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

/** Text is written as one string or as a list of lines. */
const Text = z.union([z.string(), z.array(z.string())]).transform((text) => {
  return typeof text === 'string' ? text : text.join('')
})

const Output = z.looseObject({
  output_type: z.string(),
  text: Text.optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  ename: z.string().optional(),
  evalue: z.string().optional(),
  traceback: z.array(z.string()).optional(),
})
type Output = z.infer<typeof Output>

const Cell = z.looseObject({
  cell_type: z.string(),
  source: Text,
  outputs: z.array(Output).optional(),
})
type Cell = z.infer<typeof Cell>

const Notebook = z.looseObject({ cells: z.array(Cell) })

/** Characters of one output. */
const most = 2000

/** A notebook as text: every cell with its number, and what it put out. Undefined when it is none. */
export function notebookText(json: string): string | undefined {
  const parsed = Notebook.safeParse(parseJson(json))
  if (!parsed.success) return undefined
  return parsed.data.cells.map(cellText).join('\n')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function cellText({ cell_type, source, outputs = [] }: Cell, index: number): string {
  const head = `[cell ${index + 1}: ${cell_type}]`
  const shown = outputs.map(outputText).filter((text) => text !== '')
  return [head, source, ...shown.flatMap((text) => [`[output of cell ${index + 1}]`, text])].join(
    '\n',
  )
}

function outputText({ text, data = {}, ename, evalue, traceback }: Output): string {
  if (text !== undefined) return bounded(text)
  if (ename !== undefined) {
    return bounded([`${ename}: ${evalue ?? ''}`, ...(traceback ?? [])].join('\n'))
  }
  const plain = Text.safeParse(data['text/plain'])
  const others = Object.keys(data).filter((type) => type !== 'text/plain')
  const named = others.map((type) => `[${type}, not shown]`)
  return bounded([...(plain.success ? [plain.data] : []), ...named].join('\n'))
}

function bounded(text: string): string {
  const clean = stripVTControlCharacters(text).trimEnd()
  return clean.length <= most
    ? clean
    : `${clean.slice(0, most)}\n[${clean.length - most} characters left out]`
}
