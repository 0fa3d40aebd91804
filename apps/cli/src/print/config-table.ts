import type { ConfigView } from '@harness/sdk'
import { coloursFor } from './colours.ts'
import { shorten } from './format.ts'
import { plainLine } from './plain-text.ts'
import type { Screen } from './screen.ts'
import { shownPath } from './shown-path.ts'

type Key = ConfigView['keys'][number]
type Written = Pick<Key, 'value' | 'layer' | 'label' | 'file' | 'line'>

/** Columns of a value; where there is less room than the least, a key stands on a line of its own. */
const [most, least] = [60, 50]

/** A line for each value: key, value, layer and place; below it what it hides. Then the files that may say more. */
export function configTable({ keys, files }: ConfigView, screen: Screen, folder: string): string {
  const colour = coloursFor(screen)
  const columns = screen.columns || 160
  const widest = Math.max(0, ...keys.map(({ key }) => plainLine(key).length))
  const isNarrow = columns - widest < least
  const indent = ' '.repeat(isNarrow ? 2 : widest + 2)
  const row = (title: string, one: Written) => {
    const place = placeOf(one, folder)
    const room = columns - indent.length - title.length - place.length - 2
    const text = plainLine(JSON.stringify(one.value) ?? '')
    return `${title}${shorten(text, Math.max(12, Math.min(room, most)))}  ${colour('dim', place)}`
  }
  const lines = keys.flatMap((key) => {
    const title = plainLine(key.key)
    return [
      (isNarrow ? `${title}\n${indent}` : title.padEnd(indent.length)) + row('', key),
      ...key.hides.map((one) => indent + colour('dim', row('hides ', one))),
    ]
  })
  const none = keys.length === 0 ? ['Nothing is configured: everything has its default.'] : []
  const rows = files.map(
    ({ layer, path, status }) =>
      `  ${layer.padEnd(8)}${shownPath(path, folder)}: ${status}${advice(status)}`,
  )
  return [...lines, ...none, '', 'Files, the weakest first', ...rows, ''].join('\n')
}

const placeOf = ({ layer, label, file, line }: Written, folder: string): string => {
  const place = file === undefined ? plainLine(label) : shownPath(file, folder)
  return `${layer} ${line === undefined ? place : `${place}:${line}`}`
}

const advice = (status: ConfigView['files'][number]['status']): string =>
  status === 'untrusted' || status === 'changed' ? ' (harness trust)' : ''
