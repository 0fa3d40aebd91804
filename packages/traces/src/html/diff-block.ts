import { cutNote } from './text-block.ts'
import { LongText, markup, type Markup } from './markup.ts'
import type { View } from './view.ts'

const most = 12_000

/** A unified diff: a sign in front of each line says what a colour says too. */
export function diffBlock(view: View, text: string, seq: number): Markup {
  const { begin, left, end } = view.bound(text, most)
  const cut = left === 0 ? null : markup`${cutNote(view, left, seq)}\n`
  return markup`<pre class="code diff">
${linesOf(view, begin)}${cut}${linesOf(view, end)}</pre>`
}

/** Cleaned before it is divided: what is masked may go over several lines. */
const linesOf = (view: View, text: string): Markup[] =>
  text === ''
    ? []
    : view
        .clean(text.trimEnd())
        .split('\n')
        .map((line) => lineOf(line))

function lineOf(line: string): Markup {
  const text = new LongText(line)
  if (/^(?:---|\+\+\+) /.test(line)) return markup`<b>${text}\n</b>`
  if (line.startsWith('@@')) return markup`<i>${text}\n</i>`
  if (line.startsWith('+')) return markup`<ins>${text}\n</ins>`
  if (line.startsWith('-')) return markup`<del>${text}\n</del>`
  return markup`<span>${text}\n</span>`
}

export const isDiff = (text: string): boolean =>
  /^@@ /m.test(text) && /^--- /m.test(text) && /^\+\+\+ /m.test(text)
