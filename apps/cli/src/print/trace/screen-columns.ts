import type { Screen } from '../screen.ts'

const pipeColumns = 100

/** A pipe has no width: its rows are as long as a wide screen's. */
export const screenColumns = ({ isTTY, columns = 80 }: Screen): number =>
  isTTY ? columns - 1 : pipeColumns
