import { contentText, type Content } from '@harness/kernel'
import { bytesOf } from './bound-text.ts'
import { counted, formatBytes } from './format.ts'
import { LongText, markup, type Markup } from './markup.ts'
import type { View } from './view.ts'

/** Where a text stands in whole: the event, and the most characters of it on the page. */
interface Place {
  seq: number
  most?: number
}

/** A text as it is written, line ends and all. */
export const codeBlock = (view: View, text: string, place: Place): Markup =>
  markup`<pre class="code">
${bounded(view, text, place)}</pre>`

/** What somebody said. */
export const proseBlock = (view: View, text: string, place: Place): Markup =>
  markup`<pre class="prose">
${bounded(view, text, { most: 20_000, ...place })}</pre>`

function bounded(view: View, text: string, { seq, most = 8000 }: Place): Markup {
  const { begin, left, end } = view.bound(text, most)
  if (left === 0) return markup`${new LongText(begin)}`
  return markup`${new LongText(begin)}
${cutNote(view, left, seq)}
${new LongText(end)}`
}

/** How much is not on the page, and where it is. */
export const cutNote = (view: View, left: number, seq: number): Markup =>
  markup`<b class="cut">… ${formatBytes(left)} more: harness trace show ${view.trace.session} --at ${seq} …</b>`

/** What is read when somebody wants to: a title, its size, and the text behind it. */
export function folded(
  view: View,
  { title, text, isOpen = false }: { title: string; text: string; isOpen?: boolean },
  place: Place,
): Markup {
  const block = codeBlock(view, text, place)
  const size = sizeOf(text)
  return isOpen
    ? markup`<details open><summary>${title} <small>${size}</small></summary>${block}</details>`
    : markup`<details><summary>${title} <small>${size}</small></summary>${block}</details>`
}

/** `12 lines, 3.1 kB`. */
function sizeOf(text: string): string {
  const lines = text.trimEnd().split('\n').length
  return lines > 1
    ? `${counted(lines, 'line')}, ${formatBytes(bytesOf(text))}`
    : formatBytes(bytesOf(text))
}

/** Text and images of a content; images are named. */
export const shownContent = (content: Content): string =>
  content.every((part) => part.type === 'text')
    ? contentText(content)
    : content
        .map((part) =>
          part.type === 'text' ? part.text : `[image, ${part.mediaType}, ${part.artifact}]`,
        )
        .join('\n')
