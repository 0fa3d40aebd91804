import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

/** What is printed is UTF-8. A locale that says nothing of letters usually goes with a terminal that takes it. */
export function checkLocale({ env }: Pick<Ground, 'env'>): Check[] {
  const variable = ['LC_ALL', 'LC_CTYPE', 'LANG'].find((one) => env[one])
  const [, letters] = /\.([\w-]+)/u.exec((variable && env[variable]) ?? '') ?? []
  if (variable === undefined || letters === undefined || /^utf-?8$/iu.test(letters)) return []
  const found = `${variable} says that this terminal takes ${letters}; what is printed is UTF-8`
  return [{ name: 'locale', status: 'info', found, fix: `export ${variable}=C.UTF-8` }]
}
