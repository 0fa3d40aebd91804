const newest = 2

/** Of older snapshots about one in so many events is kept, for forks and readings that begin far back. */
const sparsely = 4096

/** Which snapshots nobody needs: all but the newest ones and the first of every stretch. `seqs`: the newest first. */
export function outdated(seqs: readonly number[]): number[] {
  const stretch = (seq: number) => Math.floor(seq / sparsely)
  return seqs.filter((seq, index) => {
    const older = seqs[index + 1] ?? 0 // the start of the log serves as well as a snapshot
    return index >= newest && stretch(older) === stretch(seq)
  })
}
