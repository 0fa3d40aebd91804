// Anthropic's messages API, as a provider of the kernel.
export { anthropicProvider, type AnthropicOptions } from './anthropic-provider.ts'
