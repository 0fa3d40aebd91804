/** Members that not every endpoint of this protocol knows: one that refuses one of them is asked without it. */
export const optional = ['cache_control', 'thinking', 'output_config'] as const

/** Where endpoints of this protocol differ. */
export interface MessagesDialect {
  /** Which of the optional members are left out. */
  refused: readonly (typeof optional)[number][]
}
