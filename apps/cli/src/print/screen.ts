/** Where text goes: a standard stream of the process, or what stands for one. */
export interface Screen {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

/** Whether the cursor of it can be moved. */
export const isAlive = ({ isTTY }: Screen): boolean =>
  isTTY === true && process.env['TERM'] !== 'dumb'
