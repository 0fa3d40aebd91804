import type { EventOf, PermissionRule } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import { trustedFolders, type Folders } from '../trust/trust-store.ts'
import { isAlwaysLayer, type AlwaysLayer, type AlwaysPlace } from './always-layer.ts'
import { fileOfLayer, whyNotInto, type KeepPlace } from './file-of-layer.ts'

type Answered = Extract<EventOf<'ask.settled'>['data'], { kind: 'answered' }>
export type Always = NonNullable<Answered['always']>

/** Keeps the rules of answers where a person wants them. */
export interface Keeper {
  /** Where those of a session may be kept, the narrowest first. `workspace`: where its calls act. */
  places(workspace: string | null): AlwaysPlace[]
  /** Keeps rules, and says what is recorded of it. Rejects with `not_kept`; then nothing is written. */
  keep(layer: AlwaysLayer, rules: readonly string[], workspace: string | null): Promise<Always>
}

export function keeperOf(place: KeepPlace): Keeper {
  const places = (workspace: string | null): AlwaysPlace[] => {
    const folders = foldersIn(place.home)
    if (!folders) return [session]
    // Paths of a worktree mean other files in the folder that it was made for.
    const own = workspace === place.folder ? (['local', 'project'] as const) : []
    const files = ([...own, 'user'] as const)
      .filter((layer) => whyNotInto(layer, place, folders) === undefined)
      .map((layer) => ({ layer, path: fileOfLayer(layer, place).path }))
    return [session, ...files]
  }
  return {
    places,
    async keep(layer, rules, workspace) {
      if (!isAlwaysLayer(layer)) throw unknownLayer(layer)
      if (layer === 'session') return recorded('session', 'this session', rules)
      const { path, label } = fileOfLayer(layer, place)
      const isElsewhere = layer !== 'user' && workspace !== place.folder
      if (isElsewhere) {
        const message = `Nothing was added to ${path}: what asks works in another folder, ${workspace ?? 'none'}.`
        throw new SdkError('not_kept', message)
      }
      const { storeRules } = await import('./store-rules.ts')
      await storeRules(layer, rules, place)
      return recorded('configuration', label, rules)
    },
  }
}

const session: AlwaysPlace = { layer: 'session', path: null }

/** undefined where nothing can be said of trust: whoever asks goes on without files. */
function foldersIn(home: string): Folders | undefined {
  try {
    return trustedFolders(home)
  } catch (error) {
    if (error instanceof SdkError) return undefined
    throw error
  }
}

const unknownLayer = (layer: never): SdkError =>
  new SdkError(
    'not_kept',
    `There is no layer ${JSON.stringify(layer)}: session, local, project or user.`,
  )

async function recorded(
  until: Always['until'],
  source: string,
  texts: readonly string[],
): Promise<Always> {
  const { parseRule } = await import('@harness/permissions')
  const rules = texts.map((text): PermissionRule => parseRule(text, 'allow', source))
  return { until, rules }
}
