import type { Options } from '../options.ts'

export type SourceOptions = Pick<Options, 'settingSources' | 'inheritUserConfig'>

/** Whose texts for a model are read: instructions, skills, commands. */
export const textSources = ({
  settingSources = ['user', 'project'],
  inheritUserConfig = true,
}: SourceOptions): { user: boolean; project: boolean } => ({
  user: inheritUserConfig && settingSources.includes('user'),
  project: settingSources.includes('project'),
})
