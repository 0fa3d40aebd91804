/** What is started or reached, and what it is given. */
const parts = ['type', 'command', 'args', 'env', 'passEnv', 'cwd', 'url', 'headers', 'oauth']

/**
 * Whether a layer says at a key which server that is, and not only how it is used. Then nothing of a weaker layer's server of
 * that name is in it: one layer's program is not given the keys of another's, nor what was allowed to that.
 */
export const isWholeServer = (path: readonly (string | number)[], value: unknown): boolean =>
  path.length === 2 &&
  path[0] === 'mcpServers' &&
  typeof value === 'object' &&
  value !== null &&
  parts.some((part) => Object.hasOwn(value, part))
