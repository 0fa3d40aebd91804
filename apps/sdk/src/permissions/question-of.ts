import {
  closestName,
  memoryArtifacts,
  type PolicyQuestion,
  type Prepared,
  type Tool,
} from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import { resolvePath, shellTool, webFetchTool } from '@harness/tools'
import { SdkError } from '../sdk-error.ts'
import { foreignTools } from '../setup/foreign-tools.ts'
import type { PermissionQuestion } from './explain-permission.ts'

/** What tools do to the world whose target is a path. */
const access = {
  read_file: 'read',
  list: 'read',
  glob: 'read',
  search: 'read',
  edit: 'edit',
  multi_edit: 'edit',
  write_file: 'edit',
  apply_patch: 'edit',
} as const

/** The tools whose targets are found out by themselves, and what they call them. */
const others = { shell: 'command', web_fetch: 'url' } as const

const short: Readonly<Record<string, string>> = {
  read: 'read_file',
  write: 'write_file',
  fetch: 'web_fetch',
}

const isOf = <T extends object>(name: string, table: T): name is Extract<keyof T, string> =>
  Object.hasOwn(table, name)

/** The question that a call would be, found out as its tool finds it out. */
export async function questionOf(
  { tool: given, target }: PermissionQuestion,
  folder: string,
): Promise<PolicyQuestion> {
  const tool = short[given] ?? given
  if (isOf(tool, others)) {
    if (target !== undefined) return { tool, prepared: await preparedBy(tool, target, folder) }
    const kind = tool === 'shell' ? 'command' : 'network'
    return { tool, prepared: { effect: 'other', access: kind } }
  }
  const served = ofServer(tool, target)
  if (served) return served
  if (!isOf(tool, access)) throw unknownTool(given)
  const prepared = { effect: 'other', access: access[tool] } as const
  if (target === undefined) return { tool, prepared }
  const place = await resolvePath(folder, target)
  if ('code' in place) throw new SdkError('invalid_option', place.message)
  return { tool, prepared: { ...prepared, target: place.target, outside: place.outside } }
}

/** A call of a server's tool, of which nothing is known but its name: `mcp_docs_find`, or `mcp` with `docs/find`. */
function ofServer(tool: string, target?: string): PolicyQuestion | undefined {
  const [, server, name] = /^mcp_([A-Za-z0-9-]+)_(.+)$/su.exec(tool) ?? []
  const about = target ?? (server && `${server}/${name}`)
  if (about === undefined || !(tool === 'mcp' || server)) return undefined
  const called = server ? tool : `mcp_${about.replace('/', '_')}`
  const [of = ''] = about.split('/')
  return {
    tool: called,
    prepared: { effect: 'other', access: 'network', server: of, target: about },
  }
}

async function preparedBy(
  name: keyof typeof others,
  target: string,
  folder: string,
): Promise<Prepared> {
  const tool: Tool = name === 'shell' ? shellTool() : webFetchTool()
  const preparation = await tool.prepare(
    { [others[name]]: target },
    {
      signal: new AbortController().signal,
      workspace: folder,
      seen: () => undefined,
      artifacts: memoryArtifacts(),
      runtime: systemRuntime,
    },
  )
  if (preparation.kind === 'ready') return preparation.prepared
  throw new SdkError('invalid_option', preparation.message)
}

function unknownTool(name: string): SdkError {
  const names = [...Object.keys(access), ...Object.keys(others), 'mcp']
  const closest = foreignTools[name] ?? closestName(name, names)
  const hint = closest === undefined ? '' : ` Did you mean ${closest}?`
  const known = `What can be explained is ${names.join(', ')}.`
  return new SdkError('invalid_option', `It is not known what ${name} would do. ${known}${hint}`)
}
