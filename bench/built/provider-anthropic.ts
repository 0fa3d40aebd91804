export * from '../../packages/provider-anthropic/dist/index.js'
