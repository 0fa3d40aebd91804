/** Where a model is, when it is not where its provider says. */
export interface ModelPlace {
  baseUrl?: string
  apiKeyEnv?: string
}

export const placeOf = ({ baseUrl, apiKeyEnv }: Loose<ModelPlace>): ModelPlace => ({
  ...(baseUrl === undefined ? {} : { baseUrl }),
  ...(apiKeyEnv === undefined ? {} : { apiKeyEnv }),
})

/** How a model is asked. */
export interface ModelTuning {
  temperature?: number
  maxOutputTokens?: number
  reasoningEffort?: string
  toolCalls?: 'native' | 'text'
}

export function tuningOf(model: Loose<ModelTuning>): ModelTuning {
  const { temperature, maxOutputTokens, reasoningEffort, toolCalls } = model
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
    ...(toolCalls === undefined ? {} : { toolCalls }),
  }
}

/** As it stands in a log or in options. */
type Loose<T> = { [K in keyof T]?: T[K] | undefined }
