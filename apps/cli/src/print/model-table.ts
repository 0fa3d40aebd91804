import type { ListedModel, ListedProvider, ModelList } from '@harness/sdk'
import type { coloursFor } from './colours.ts'
import { plainLine } from './plain-text.ts'

type Colour = ReturnType<typeof coloursFor>

/** The providers with their models, and last what a run talks to. */
export function modelTable({ chosen, providers }: ModelList, colour: Colour): string {
  const names = providers.flatMap(({ models }) => models.map(({ name }) => plainLine(name).length))
  const width = Math.min(Math.max(...names, 'model'.length), 48)
  const star = 'model' in chosen ? chosen.model : undefined
  const head = colour(
    'dim',
    row({ mark: ' ', name: 'model', window: 'window', price: '$ per M in / out' }, width),
  )
  const blocks = providers.map((provider) =>
    [
      title(provider, colour),
      ...provider.models.map((model) => line(model, { width, star, colour })),
    ].join('\n'),
  )
  return `${head}\n${blocks.join('\n')}\n\n${verdict(chosen)}\n`
}

function title({ name, title: what, key, problem }: ListedProvider, colour: Colour): string {
  const said = problem === null ? '' : `; ${plainLine(problem)}`
  return `${colour('bold', name)}  ${what}: ${keyText(key)}${said}`
}

function keyText({ state, variable }: ListedProvider['key']): string {
  switch (state) {
    case 'set':
      return `${variable} is set`
    case 'missing':
      return `${variable} is missing`
    case 'not needed':
      return 'no key needed'
  }
}

interface Style {
  width: number
  star: string | undefined
  colour: Colour
}

function line(model: ListedModel, { width, star, colour }: Style): string {
  const { contextWindow, price, isDefault } = model
  const isChosen = model.name === star
  const cells = {
    mark: isChosen ? '*' : ' ',
    name: plainLine(model.name),
    window: contextWindow === null ? 'unknown' : `${Math.round(contextWindow / 1000)}k`,
    price: price === null ? 'unknown' : `${price.input} / ${price.output}`,
    note: isDefault ? 'default' : '',
  }
  const text = row(cells, width)
  return isChosen ? colour('green', text) : text
}

interface Cells {
  mark: string
  name: string
  window: string
  price: string
  note?: string
}

const row = ({ mark, name, window, price, note = '' }: Cells, width: number): string =>
  `${mark} ${name.padEnd(width)}  ${window.padStart(7)}  ${price.padEnd(16)}  ${note}`.trimEnd()

function verdict(chosen: ModelList['chosen']): string {
  if ('problem' in chosen) return `A run cannot begin: ${chosen.problem}`
  const chain = [chosen.model, ...chosen.fallbacks].join(', then ')
  return `* A run talks to ${chain}: ${chosen.why}. Another one: harness --model NAME.`
}
