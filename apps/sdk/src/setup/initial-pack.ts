import type { Options } from '../options.ts'

const defaultChars = 6_000
/** Milliseconds of reading: nobody waits longer for it before the model is even asked. */
const budgetMs = 1_000

const opening = `# What the repository has on this task
Found by its words, before you began; it may miss the point. Read what you need.`

/** What a new session is shown of its folder for its task; empty where nothing is to be shown. */
export async function initialPack(
  task: string | undefined,
  { contextChars = defaultChars }: Pick<Options, 'contextChars'>,
  { folder, signal }: { folder: string; signal: AbortSignal | undefined },
): Promise<string> {
  if (task === undefined || contextChars === 0) return ''
  const { contextPack, SymbolIndex } = await import('@harness/context')
  const { listFiles } = await import('@harness/tools')
  const { text, files } = await contextPack({
    folder,
    listFiles,
    index: new SymbolIndex(),
    signal: signal ?? new AbortController().signal,
    query: task,
    chars: contextChars,
    budgetMs,
    symbols: false,
  })
  return files.shown === 0 ? '' : `${opening}\n\n${text}`
}
