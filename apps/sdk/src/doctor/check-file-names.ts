import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SdkError } from '../sdk-error.ts'
import { isSameFolder } from '../trust/is-same-folder.ts'
import { projectFolder } from '../trust/project-folder.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { shellWord } from './shell-word.ts'

/** What people call a file that is called otherwise. */
const config = ['config.json', 'config.yaml', 'config.yml', 'config.toml', 'settings.json']
const folders = { agent: 'agents', skill: 'skills', command: 'commands' } as const

/** Files that look as if they were read, and are not. */
export function checkFileNames({ home, folder }: Pick<Ground, 'home' | 'folder'>): Check[] {
  const project = folder instanceof SdkError ? undefined : projectFolder(folder, home)
  const own = project === undefined ? [] : [join(project, '.harness')]
  const wrong = [home, ...own.filter((path) => !isSameFolder(path, home))].flatMap((path) => [
    ...config.map((each) => [join(path, each), 'config.jsonc'] as const),
    ...Object.entries(folders).map(([each, right]) => [join(path, each), right] as const),
    [join(path, '.mcp.json'), 'mcpServers of config.jsonc'] as const,
  ])
  const beside =
    project === undefined
      ? []
      : ['mcp.json', '.harness.json', '.harnessrc'].map(
          (each) =>
            [
              join(project, each),
              each === 'mcp.json' ? '.mcp.json' : '.harness/config.jsonc',
            ] as const,
        )
  return [...wrong, ...beside]
    .filter(([path]) => existsSync(path))
    .map(([path, right]): Check => ({
      name: 'config',
      status: 'warn',
      found: `${path} is read by nobody`,
      fix: right.includes(' ')
        ? `put it into ${right}`
        : `rename it: mv ${shellWord(path)} ${shellWord(join(dirname(path), right))}`,
    }))
}
