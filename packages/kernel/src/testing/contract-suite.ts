/** How a contract suite is run: `test` is that of any runner. */
export interface ContractSuite {
  test(name: string, body: () => Promise<void>): void
}

interface Stage {
  close?(): Promise<void>
}

/** Makes the checks of a suite: each gets a stage of its own, which is closed whatever becomes of it. */
export const checksOn =
  <S extends Stage>(name: string, makeStage: () => Promise<S>, { test }: ContractSuite) =>
  (title: string, body: (stage: S) => Promise<void>): void =>
    test(`${name}: ${title}`, async () => {
      const stage = await makeStage()
      try {
        await body(stage)
      } finally {
        await stage.close?.()
      }
    })
