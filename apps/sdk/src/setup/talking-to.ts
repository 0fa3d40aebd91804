import type { Host, ModelSpec, Provider, Setup } from '@harness/kernel'
import type { ChosenModel } from './choose-model.ts'
import type { UsableModel } from './find-model.ts'

/** What a session talks to. */
export type Talking = Readonly<Pick<Setup, 'model' | 'fallbacks'> & Pick<Host, 'provider'>>

/** One that may be switched to another chain of models. */
export interface Switchable extends Talking {
  switchTo(talking: Talking): void
}

/** A chain of models with one wire for each: loaded at its first call and kept. */
export function talkingTo({ spec, provider, fallbacks }: ChosenModel): Talking {
  const own: UsableModel = { spec, provider }
  const chain = [own, ...fallbacks]
  const loaded = new Map<UsableModel, Promise<Provider>>()
  const load: Host['provider'] = (wanted) => {
    const model = chain.find((each) => isSame(each.spec, wanted)) ?? own
    const known = loaded.get(model) ?? model.provider()
    loaded.set(model, known)
    return known
  }
  return { model: spec, fallbacks: fallbacks.map((fallback) => fallback.spec), provider: load }
}

export function switchable(talking: Talking): Switchable {
  let now = talking
  return {
    get model() {
      return now.model
    },
    get fallbacks() {
      return now.fallbacks ?? []
    },
    provider: (wanted) => now.provider(wanted),
    switchTo(other) {
      now = other
    },
  }
}

/** What is recorded of it. */
export const modelsOf = ({ model, fallbacks = [] }: Talking) => ({ model, fallbacks })

const isSame = (one: ModelSpec, other: ModelSpec) =>
  one.provider === other.provider && one.id === other.id && one.baseUrl === other.baseUrl
