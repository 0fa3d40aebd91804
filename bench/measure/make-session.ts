import { runChild } from './run-child.ts'

const script = new URL('../children/make-session.ts', import.meta.url)

/** Makes a session of about so many events in a process of its own; answers how many they are. */
export const makeSession = async (home: string, id: string, events: number): Promise<number> =>
  Number(await runChild(script, [home, id, `${events}`]))
