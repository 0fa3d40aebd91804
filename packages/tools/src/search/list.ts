import { z } from 'zod'
import { defineTool, type Tool } from '@harness/kernel'
import { prepareRead } from '../files/prepare-read.ts'
import { Listing } from '../output/listing.ts'
import { FileTree } from './file-tree.ts'
import { below, everyFile, found, lookFor, plainPath, type SearchOptions } from './look-for.ts'

const Input = z.object({
  path: z.string().optional(),
  depth: z.int().min(1).max(10).optional().describe('default 2'),
})

/** Shows a folder as a tree, sorted; folders below the depth are counted, ignored files left out. */
export const listTool = (options: SearchOptions = {}): Tool =>
  defineTool({
    name: 'list',
    description: 'Show a folder as a tree, without what .gitignore names.',
    input: Input,
    effect: 'pure',
    prepare: ({ path = '.' }, context) => prepareRead(path, context),
    async run({ path = '.', depth = 2 }, prepared, context) {
      const tree = new FileTree(depth)
      const take = (record: string) => {
        tree.add(below(prepared.target ?? '.', plainPath(record)))
        return true
      }
      const look = { path, options, args: everyFile, separator: '\0', take } as const
      const end = await lookFor(look, prepared, context)
      if (typeof end !== 'string') return end
      const listing = new Listing('entries')
      for (const line of tree.lines()) listing.add(line)
      return found(listing.text(`${path} holds no files.`), end)
    },
  })
