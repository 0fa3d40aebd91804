import { markup, type Markup } from './markup.ts'
import { covered } from '../model/time-in.ts'
import type { ModelStep } from '../model/trace.ts'

/** How long a turn took beside the longest of its run, and what for: the model, people, tools. */
export function timeBar(step: ModelStep, longest: number): Markup | null {
  const { model, people, tools } = timeOf(step)
  if (model + people + tools <= 0 || longest <= 0) return null
  const share = (ms: number) => Math.round((ms / longest) * 1000) / 10
  return barOf([
    ['models', share(model)],
    ['people', share(people)],
    ['tools', share(tools)],
  ])
}

/** Shares of a hundred, one after the other. What it shows stands beside it in words. */
export function barOf(shares: readonly (readonly [kind: string, share: number])[]): Markup {
  let x = 0
  const parts = shares.map(([kind, share]) => {
    const part = markup`<rect class="${kind}" x="${x}" width="${share}" height="4"/>`
    x = Math.round((x + share) * 10) / 10
    return part
  })
  return markup`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`
}

export function turnMs(step: ModelStep): number {
  const { model, people, tools } = timeOf(step)
  return model + people + tools
}

function timeOf({ ms, calls }: ModelStep) {
  const asks = calls.flatMap((call) => call.asks)
  const people = covered(
    asks.flatMap((ask) => (ask.ms === null ? [] : { from: ask.at, to: ask.at + ask.ms })),
  )
  const acts = calls.flatMap(({ acted, ms: took }) =>
    acted === null || took === null ? [] : { from: acted, to: acted + took },
  )
  return { model: ms ?? 0, people, tools: covered(acts) }
}
