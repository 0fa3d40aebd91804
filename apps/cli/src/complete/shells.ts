/** The shells that a script is made for. */
export const shells = ['bash', 'zsh', 'fish'] as const
