/** Characters of a server's name that are in those of its tools. */
const most = 24

/**
 * What Claude Code calls tools of servers as they are called here, so that a rule or a hook that was written for it is not passed
 * over in silence: `mcp__my_docs__find` is `mcp_my-docs_find`, `mcp__docs` every tool of `docs`. undefined for other names.
 */
export function serverGlob(glob: string): string | undefined {
  const [, server = '', tool] = /^mcp__(.+?)(?:__(.*))?$/su.exec(glob) ?? []
  if (server === '') return undefined
  const id = server.replaceAll(/[^A-Za-z0-9*?-]+/g, '-').slice(0, most)
  return `mcp_${id.replaceAll(/^-+|-+$/g, '')}_${tool || '*'}`
}
