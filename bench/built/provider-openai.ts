export * from '../../packages/provider-openai/dist/index.js'
