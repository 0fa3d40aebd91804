/** What changed between two texts: the lines between what they begin and end with alike, and two lines around. */
export function lineDiff(path: string, before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  const least = Math.min(old.length, fresh.length)
  let same = 0
  while (same < least && old[same] === fresh[same]) same++
  let tail = 0
  while (tail < least - same && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++
  const from = Math.max(0, same - around)
  const [oldEnd, freshEnd] = [old.length - tail, fresh.length - tail]
  const lines = [
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ line ${from + 1} @@`,
    ...old.slice(from, same).map((line) => ` ${line}`),
    ...old.slice(same, oldEnd).map((line) => `-${line}`),
    ...fresh.slice(same, freshEnd).map((line) => `+${line}`),
    ...fresh.slice(freshEnd, freshEnd + around).map((line) => ` ${line}`),
  ]
  return `${lines.join('\n')}\n`
}

const around = 2
