import { contentText, type CompactionContext, type CompactionRequest } from '@harness/kernel'

const mostFiles = 60
const mostChars = 4_000

/** What needs no model to be known: files touched, tasks that go on, and what some tools last answered. */
export async function factsOf(
  { files, tasks }: CompactionRequest,
  { recall }: CompactionContext,
  recalled: readonly string[],
): Promise<string[]> {
  const changed = files.flatMap(({ path, change }) => (change ? [`${path} (${change})`] : []))
  const read = files.flatMap(({ path, change, hash }) => (change || hash === null ? [] : [path]))
  const running = tasks.map(({ task, tool, spec }) => {
    const what = spec.kind === 'command' ? spec.argv.join(' ') : spec.prompt
    return `${task}: ${tool} ${what.replaceAll(/\s+/g, ' ').slice(0, 120)}`
  })
  const answers = await Promise.all(
    recalled.map(async (tool) => {
      const content = await recall(tool)
      return content ? [section(`Last ${tool}`, [contentText(content).slice(0, mostChars)])] : []
    }),
  )
  return [
    section('Files changed', newest(changed)),
    section('Files read', newest(read)),
    section('Tasks that go on in the background', running),
    ...answers.flat(),
  ].filter((text) => text !== '')
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n${lines.join('\n')}`

const newest = (paths: readonly string[]): string[] =>
  paths.length <= mostFiles
    ? [...paths]
    : [`[${paths.length - mostFiles} more]`, ...paths.slice(-mostFiles)]
