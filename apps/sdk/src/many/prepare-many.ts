// What `runMany` does before the first run: its first call loads it, and importing the SDK does not.
export { isolated } from './isolated.ts'
export { requireManyOptions } from './require-many-options.ts'
