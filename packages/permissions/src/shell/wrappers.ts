/** A program that runs the command in its words. */
export interface Wrapper {
  /** Options before the command, as those of a `Program`. Others are not known. */
  readonly options: string
  /** Words before the command that are its own: a duration, a priority. */
  readonly own?: number
  /** `NAME=value` stands before the command. */
  readonly assigns?: true
  /** Why it is asked about whatever it runs. */
  readonly asks?: string
}

export const wrappers: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries({
    env: { options: 'i 0 null ignore-environment u: unset: v debug', assigns: true },
    command: { options: 'p', asks: 'it passes by what the shell would run' },
    builtin: { options: '', asks: 'it passes by what the shell would run' },
    time: { options: 'p portability' },
    timeout: {
      options: 'f k: p s: v foreground kill-after: preserve-status signal: verbose',
      own: 1,
    },
    nice: { options: '# n: adjustment:' },
    ionice: { options: 'c: n: t class: classdata: ignore' },
    stdbuf: { options: 'i: o: e: input: output: error:' },
    setsid: { options: 'c f w ctty fork wait' },
    nohup: { options: '', asks: 'it goes on after its command, and may write nohup.out' },
    exec: { options: 'c l a:', asks: 'it replaces the shell' },
    sudo: {
      options:
        'A b E e H i K k l n P s S u: g: h: p: C: T: r: t: U: user: group: preserve-env? login non-interactive stdin',
      assigns: true,
      asks: 'it runs with the rights of another user',
    },
    doas: { options: 'L n s u: C: a:', asks: 'it runs with the rights of another user' },
    xargs: {
      options:
        '0 a@ d: E: e? I: i? J: L: l? n: o P: p R: r s: S: t x null arg-file@ delimiter: eof? replace? max-lines? max-args: max-procs: interactive no-run-if-empty max-chars: verbose exit open-tty',
      asks: 'it runs a command with words that are known only then',
    },
  } satisfies Record<string, Wrapper>),
)
