import { z } from 'zod'
import type { ServedModel } from './served-model.ts'

const size = z.int().positive()
const optionalSize = size.optional().catch(undefined)

/**
 * An entry of `/models`. Servers add what they like to OpenAI's `id`: the window stands under `max_model_len` (vLLM,
 * SGLang), `meta.n_ctx` and `meta.n_ctx_train` (llama.cpp), `loaded_context_length` and `max_context_length` (LM Studio,
 * Mistral), `context_length` (OpenRouter), `context_window` (Groq), `max_input_tokens` (Anthropic).
 */
const Entry = z.object({
  id: z.string().min(1),
  loaded_context_length: optionalSize,
  max_model_len: optionalSize,
  context_length: optionalSize,
  context_window: optionalSize,
  max_context_length: optionalSize,
  max_input_tokens: optionalSize,
  meta: z.object({ n_ctx: optionalSize, n_ctx_train: optionalSize }).optional().catch(undefined),
})

/** Ollama says null where it has none. */
const List = z.object({ data: z.array(z.unknown()).nullable() })

/** The models in an answer to `/models`; undefined for what is no such answer. Entries without an id are left out. */
export function readModels(answer: unknown): ServedModel[] | undefined {
  const list = List.safeParse(answer)
  if (!list.success) return undefined
  return (list.data.data ?? []).flatMap((entry) => {
    const { success, data } = Entry.safeParse(entry)
    if (!success) return []
    const contextWindow = windowOf(data)
    return [{ id: data.id, ...(contextWindow !== undefined && { contextWindow }) }]
  })
}

/** What was loaded comes before what the model was trained for. */
const windowOf = (entry: z.infer<typeof Entry>): number | undefined =>
  entry.loaded_context_length ??
  entry.max_model_len ??
  entry.meta?.n_ctx ??
  entry.context_length ??
  entry.context_window ??
  entry.max_context_length ??
  entry.max_input_tokens ??
  entry.meta?.n_ctx_train
