import { uptime } from 'node:os'

/** When this machine started, by its clock of now, in milliseconds since 1970. */
export const systemBoot = (): number => Date.now() - uptime() * 1000
