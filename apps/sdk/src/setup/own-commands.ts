import { join } from 'node:path'
import type { Commands } from '@harness/context'
import { textSources, type SourceOptions } from './text-sources.ts'

export interface CommandPlace {
  options: SourceOptions
  folder: string
  home: string
}

/** The commands that people wrote: those of the folder before the user's own. */
export async function ownCommands({ options, folder, home }: CommandPlace): Promise<Commands> {
  const sources = textSources(options)
  const { readCommands } = await import('@harness/context')
  return readCommands([
    ...(sources.project
      ? [{ path: join(folder, '.harness', 'commands'), source: 'project', within: folder }]
      : []),
    ...(sources.user ? [{ path: join(home, 'commands'), source: 'user', within: '/' }] : []),
  ])
}
