/** How a contract suite is run: `test` is that of any runner. */
export interface ContractSuite {
  test(name: string, body: () => Promise<void>): void
}
