// Chat completions and responses of every OpenAI-compatible endpoint, as a provider of the kernel.
export { openaiProvider, type OpenaiOptions } from './openai-provider.ts'
