export * from '../../packages/kernel/dist/node/index.js'
