// The hashes are those of the only style and the only script; a test works them out anew.

export const styleHash = 'sha256-gYMLhb9iMAlC3oFY76SLAA7sPyN99W1WelLttgGkqdU='
export const scriptHash = 'sha256-VylAdzXaXz2VL+JCKPG/GqrX/ChkA/mZT10ddTEj3zM='

export const contentPolicy = [
  "default-src 'none'",
  `style-src '${styleHash}'`,
  `script-src '${scriptHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
