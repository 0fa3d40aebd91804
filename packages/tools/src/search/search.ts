import { z } from 'zod'
import {
  type ActContext,
  defineTool,
  failed,
  type Prepared,
  type Tool,
  type ToolResult,
} from '@harness/kernel'
import { prepareRead } from '../files/prepare-read.ts'
import { below, found, lookFor, type Look, type SearchOptions } from './look-for.ts'
import { MatchList } from './match-list.ts'
import { SortedRecords } from './sorted-records.ts'

const Input = z.object({
  pattern: z.string().min(1).describe('Rust regex'),
  path: z.string().optional(),
  glob: z.string().optional().describe('like *.ts'),
  ignore_case: z.boolean().optional(),
  context: z.int().min(0).max(20).optional().describe('lines around'),
  files_only: z.boolean().optional(),
})
type Input = z.infer<typeof Input>

/** Finds lines by a regular expression, file by file in order of path; ignored and binary files are left out. */
export const searchTool = (options: SearchOptions = {}): Tool =>
  defineTool({
    name: 'search',
    description: 'Search file contents by regular expression, without what .gitignore names.',
    input: Input,
    effect: 'pure',
    prepare: ({ path = '.' }, context) => prepareRead(path, context),
    async run(input, prepared, context): Promise<ToolResult> {
      const { globFilter } = await import('./glob-filter.ts')
      const wanted = input.glob === undefined ? () => true : globFilter(input.glob)
      if (!wanted) return failed('invalid_pattern', `${input.glob} is not a glob pattern.`)
      const folder = prepared.target ?? '.'
      // Whether a file that is named may be read was judged; those below a folder were not.
      const isLeftOut = (path: string) => path !== folder && options.isSecret?.(path) === true
      const list = new MatchList({
        wanted: (path) => !isLeftOut(path) && wanted(below(folder, path)),
        what: input.files_only ? 'files' : 'lines',
        mostMatches,
      })
      const look = {
        path: input.path ?? '.',
        options,
        args: argsOf(input),
        separator: input.files_only ? '\0' : '\n',
        take: (record: string) => list.take(record),
      } as const
      const { end, isCut } = await lookSorted(look, prepared, context)
      if (typeof end !== 'string') return end
      return found(list.text(`No match for ${input.pattern}.`, isCut), end)
    },
  })

/** Where there is too much to be sorted here, ripgrep sorts, and ends as soon as there is enough. */
async function lookSorted(look: Look, prepared: Prepared, context: ActContext) {
  const records = new SortedRecords()
  const take = (record: string) => records.take(record)
  const end = await lookFor({ ...look, take }, prepared, context)
  if (records.isFull) {
    const args = ['--sort=path', ...look.args]
    return { end: await lookFor({ ...look, args }, prepared, context), isCut: true }
  }
  for (const record of records.sorted()) look.take(record)
  return { end, isCut: false }
}

/** Of one file, so that none fills the answer alone. */
const mostMatches = 200

/** One match more than is shown tells that there are more. */
function argsOf({ pattern, ignore_case, context, files_only, glob }: Input): string[] {
  const lines = [
    '--with-filename',
    '--line-number',
    '--no-heading',
    `--max-count=${mostMatches + 1}`,
  ]
  const cut = ['--max-columns=300', '--max-columns-preview']
  const around = context ? [`--context=${context}`] : []
  return [
    '--null',
    ...(files_only ? ['--files-with-matches'] : [...lines, ...cut, ...around]),
    ...(ignore_case ? ['--ignore-case'] : []),
    ...onlyNames(glob),
    `--regexp=${pattern}`,
  ]
}

/**
 * Spares ripgrep the files whose name cannot match. A type, not ripgrep's own glob: that would bring ignored files
 * back. The paths are still filtered.
 */
function onlyNames(glob: string | undefined): string[] {
  const name = glob?.split('/').at(-1) ?? ''
  if (!/^[\w.*?-]+$/.test(name) || name.includes('**')) return []
  return [`--type-add=wanted:${name}`, '--type=wanted']
}
