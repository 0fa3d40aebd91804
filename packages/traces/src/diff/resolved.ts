import { Hash, type Artifacts } from '@harness/kernel'
import { unlike, type Unlike } from './unlike.ts'

interface Sources {
  a: { artifacts?: Artifacts }
  b: { artifacts?: Artifacts }
}

/** The texts that two differing hashes name, where both are there; of two lists of tools, where they part. */
export async function resolved(found: Unlike, { a, b }: Sources): Promise<Unlike> {
  const [one, other] = await Promise.all([
    textOf(found.a, a.artifacts),
    textOf(found.b, b.artifacts),
  ])
  if (one === undefined || other === undefined) return found
  const texts = { ...found, a: one, b: other }
  if (found.path.at(-1) !== 'toolset') return texts
  const tools = unlike(jsonOf(one), jsonOf(other))
  return tools ? { ...tools, path: [...found.path, ...tools.path] } : texts
}

async function textOf(value: unknown, artifacts: Artifacts | undefined) {
  const hash = Hash.safeParse(value)
  if (!hash.success) return undefined
  const bytes = await artifacts?.get(hash.data)
  return bytes && new TextDecoder().decode(bytes)
}

/** What is no JSON is shown as it is. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
