import { shownLine } from './asks/shown-text.ts'

const most = 20
const longest = 300

/** Passes on the first few lines that are told, each cut to a line: what a client does wrong fills no screen. */
export function firstFew(tell: (text: string) => void): (text: string) => void {
  let count = 0
  return (text) => {
    count += 1
    if (count <= most) tell(shownLine(text, longest))
    if (count === most) tell('More of this kind is not told.')
  }
}
