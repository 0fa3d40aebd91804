/** What the model reads of a call that cannot be made: what it can do about it. */
export const missingSecret = (placeholders: readonly string[]): string =>
  `Nothing was done: ${[...new Set(placeholders)].join(', ')} stands for a secret that is not known here (any more). Read again where you found it, do without it, or have the person set the variable that holds it.`
