import type { ConfigView } from '@harness/sdk'
import type { coloursFor } from './colours.ts'
import { shorten } from './format.ts'
import { plainLine } from './plain-text.ts'
import { shownPath } from './shown-path.ts'

interface Style {
  colour: ReturnType<typeof coloursFor>
  /** Paths below it are shown from there. */
  folder: string
}

type Key = ConfigView['keys'][number]
type Place = Pick<Key, 'layer' | 'label' | 'file' | 'line'>

const valueWidth = 60

/** A line for each value: key, value, layer and place; below it what it hides. Then the files that may say more. */
export function configTable({ keys, files }: ConfigView, style: Style): string {
  const { colour } = style
  const width = Math.max(0, ...keys.map(({ key }) => plainLine(key).length))
  const lines = keys.flatMap((key) => [
    `${plainLine(key.key).padEnd(width)}  ${shown(key.value)}  ${colour('dim', placeOf(key, style))}`,
    ...key.hides.map((one) =>
      colour('dim', `${' '.repeat(width)}  hides ${shown(one.value)}  ${placeOf(one, style)}`),
    ),
  ])
  const none = keys.length === 0 ? ['Nothing is configured: everything has its default.'] : []
  const rows = files.map(
    ({ layer, path, status }) =>
      `  ${layer.padEnd(8)}${shownPath(path, style.folder)}: ${status}${advice(status)}`,
  )
  return [...lines, ...none, '', 'Files, the weakest first', ...rows, ''].join('\n')
}

const shown = (value: unknown): string =>
  shorten(plainLine(JSON.stringify(value) ?? ''), valueWidth)

const placeOf = ({ layer, label, file, line }: Place, style: Style): string => {
  const place = file === undefined ? plainLine(label) : shownPath(file, style.folder)
  return `${layer} ${line === undefined ? place : `${place}:${line}`}`
}

const advice = (status: ConfigView['files'][number]['status']): string =>
  status === 'untrusted' ? ', and left out: harness trust' : ''
