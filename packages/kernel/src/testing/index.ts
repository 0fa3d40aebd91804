export {
  testProvider,
  type ProviderScene,
  type ProviderStage,
  type ProviderSuite,
} from './test-provider.ts'
