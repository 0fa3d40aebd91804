/** Numbers that look thrown and are the same on every machine: a case is the same for whoever runs it. */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 0x1_0000_0000) * sides)
  }
}
