import { z } from 'zod'
import { defineTool, failed, type Tool } from '@harness/kernel'
import { prepareRead } from '../files/prepare-read.ts'
import { Listing } from '../output/listing.ts'
import { below, everyFile, found, lookFor, plainPath, type SearchOptions } from './look-for.ts'

const Input = z.object({
  pattern: z.string().min(1).describe('like src/**/*.ts'),
  path: z.string().optional(),
})

/** Finds files by the shape of their path, sorted; ignored files are left out. */
export const globTool = (options: SearchOptions = {}): Tool =>
  defineTool({
    name: 'glob',
    description: 'Find files by path, without what .gitignore names.',
    input: Input,
    effect: 'pure',
    prepare: ({ path = '.' }, context) => prepareRead(path, context),
    async run({ pattern, path = '.' }, prepared, context) {
      const { globFilter } = await import('./glob-filter.ts')
      const matches = globFilter(pattern)
      if (!matches) return failed('invalid_pattern', `${pattern} is not a glob pattern.`)
      const listing = new Listing('files')
      const take = (record: string) => {
        const file = plainPath(record)
        if (matches(below(prepared.target ?? '.', file))) listing.add(file)
        return true
      }
      const look = { path, options, args: everyFile, separator: '\0', take } as const
      const end = await lookFor(look, prepared, context)
      if (typeof end !== 'string') return end
      return found(listing.text(`No file matches ${pattern}.`), end)
    },
  })
