import type { Preset } from './preset.ts'

/**
 * `provider/model` for a model that was named alone: by its whole name, by the family it begins with (`gpt-5`), or by a
 * word of it (`opus`). Undefined where nobody is known to have one.
 */
export function modelLike(typed: string, rows: readonly Preset[]): string | undefined {
  const wanted = typed.toLowerCase()
  const all = rows.flatMap(({ name, models = {} }) =>
    Object.keys(models).map((id) => ({ name, id })),
  )
  const found =
    all.find(({ id }) => id === wanted) ??
    all.find(({ id }) => wanted.includes('-') && wordsOf(id)[0] === wordsOf(wanted)[0])
  if (found) return `${found.name}/${wanted}`
  const word = all.find(({ id }) => wordsOf(id).includes(wanted))
  return word && `${word.name}/${word.id}`
}

const wordsOf = (id: string): string[] => id.split('-')
