import { memoryArtifacts, type ActContext, type Tool } from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { TestedServer, TestedTool } from './test-mcp-servers.ts'

/** What one server offers. */
export interface Offers extends Pick<TestedServer, 'resources' | 'prompts' | 'faults'> {
  tools: TestedTool[]
}

export interface Asking {
  workspace: string
  signal: AbortSignal
}

/** What servers offer, by their ids: tools are as they list them, resources and prompts are asked for. Calls no tool of theirs. */
export async function offersOf(
  tools: readonly Tool[],
  asking: Asking,
): Promise<Map<string, Offers>> {
  const context = contextOf(asking)
  const groups = await groupsOf(tools, context)
  const found = groups.map(async ({ id, own, lists }): Promise<[string, Offers]> => {
    const [resources, prompts] = await Promise.all([
      entriesOf(lists.resources, resourceLine, context),
      entriesOf(lists.prompts, promptLine, context),
    ])
    const faults = [resources, prompts].flatMap((one) => one?.faults ?? [])
    const names = { resources: resources?.names ?? null, prompts: prompts?.names ?? null }
    return [id, { tools: own, ...names, faults }]
  })
  return new Map(await Promise.all(found))
}

interface Group {
  id: string
  own: TestedTool[]
  lists: { resources?: Tool; prompts?: Tool }
}

/**
 * The tools server by server. Behind those that a server lists stand ours for its resources and prompts, in pairs of a list
 * and a look at one of it, and last how it stands. A server's own take any object; ours say of one that does not fit.
 */
async function groupsOf(tools: readonly Tool[], context: ActContext): Promise<Group[]> {
  const groups: Group[] = []
  let [own, ours]: [TestedTool[], Tool[]] = [[], []]
  for (const tool of tools) {
    const looked = await tool.prepare({ cursor: 0 }, context)
    if (looked.kind === 'invalid') {
      ours.push(tool)
      continue
    }
    const { access, target = '' } = looked.prepared
    if (access !== 'none') {
      own.push({ name: tool.name, counts: access === 'read' ? 'reads' : 'writes' })
      continue
    }
    const [id = ''] = target.split('/')
    groups.push({ id, own, lists: await listsIn(ours, context) })
    ;[own, ours] = [[], []]
  }
  return groups
}

async function listsIn(ours: readonly Tool[], context: ActContext): Promise<Group['lists']> {
  const lists: Group['lists'] = {}
  for (const [at, tool] of ours.entries()) {
    const list = ours[at - 1]
    if (at % 2 === 0 || !list) continue
    const { kind } = await tool.prepare({ uri: 'some:thing' }, context)
    lists[kind === 'ready' ? 'resources' : 'prompts'] = list
  }
  return lists
}

/** `uri name (type) description`, and `name(arguments) description`: other lines say that there are none, or more. */
const resourceLine = /^([a-z][\w+.-]*:\S*)/iu
const promptLine = /^([^[(]+\([^)]*\))/u

async function entriesOf(
  list: Tool | undefined,
  line: RegExp,
  context: ActContext,
): Promise<{ names: string[]; faults: TestedServer['faults'] } | undefined> {
  if (!list) return undefined
  const looked = await list.prepare({}, context)
  if (looked.kind === 'invalid') return undefined
  const result = await list.run({}, looked.prepared, context)
  const text = result.content
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('\n')
  if (result.kind === 'failed') return { names: [], faults: [{ level: 'warning', message: text }] }
  return { names: text.split('\n').flatMap((one) => line.exec(one)?.[1] ?? []), faults: [] }
}

/** A call of nobody's. */
const contextOf = ({ workspace, signal }: Asking): ActContext => ({
  signal,
  workspace,
  seen: () => undefined,
  artifacts: memoryArtifacts(),
  runtime: systemRuntime,
  key: 'test/0',
  progress: () => undefined,
  tasks: {
    list: async () => [],
    wait: async () => undefined,
    read: async () => undefined,
    cancel: async () => undefined,
  },
  recall: async () => undefined,
})
