const control = { type: 'ephemeral' } as const

/** A block up to which the server keeps what it has read. https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
export const cached = <Block extends object>(block: Block) => ({ ...block, cache_control: control })

/** The same for a block that is JSON text already. */
export const cachedText = (block: string): string =>
  `${block.slice(0, -1)},"cache_control":${JSON.stringify(control)}}`
