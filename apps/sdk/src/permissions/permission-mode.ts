import type { Mode } from '@harness/permissions'

/** A permission mode by its name. An editor offers those there are; another text is refused when a run begins. */
export type PermissionMode = Mode | (string & Record<never, never>)
