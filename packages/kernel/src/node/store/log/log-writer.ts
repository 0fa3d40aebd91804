// Owns the end of a log file. Nothing acknowledged is overwritten: the file is opened for appending, a failed write is
// taken back to the last whole append, and after a failed sync, or a write that cannot be taken back, nothing more is
// written: what the disk then holds is known only by reading it again.
import { KernelError } from '../../../errors/kernel-error.ts'
import type { Event } from '../../../events/event.ts'
import type { DiskFile } from '../disk/disk.ts'
import { writeWhole } from '../disk/write-whole.ts'
import { storeFailed } from '../errors/store-failed.ts'
import { encodeLine } from './encode-line.ts'
import { GroupSync } from './group-sync.ts'
import type { Position } from './position.ts'
import { Turns } from './turns.ts'

export class LogWriter {
  readonly #session: string
  readonly #file: DiskFile
  readonly #turns = new Turns()
  readonly #syncs: GroupSync
  #end: Position
  #refusal: KernelError | undefined

  /** `end` is the end of the file, behind its last whole append. */
  constructor(session: string, file: DiskFile, end: Position) {
    this.#session = session
    this.#file = file
    this.#end = end
    this.#syncs = new GroupSync({ sync: () => this.#syncFile(), written: () => this.#end.offset })
  }

  get end(): Position {
    return this.#end
  }

  append(events: readonly Event[], expect: number): Promise<boolean> {
    return this.#turns.run(() => this.#write(events, expect))
  }

  async sync(): Promise<void> {
    if (this.#refusal) throw this.#refusal
    await this.#syncs.join()
  }

  async close(): Promise<void> {
    await this.#turns.run(async () => {
      if (this.#refusal?.code === 'closed') return
      this.#refuse(new KernelError('closed', `Session ${this.#session} is closed: open it again.`))
      await this.#syncs.idle()
      await this.#file.close()
    })
  }

  async #write(events: readonly Event[], expect: number): Promise<boolean> {
    if (this.#refusal) throw this.#refusal
    if (expect !== this.#end.seq) return false
    const { bytes, end } = this.#encode(events)
    try {
      await writeWhole(this.#file, bytes)
    } catch (error) {
      throw await this.#takeBack(error)
    }
    this.#end = end
    return true
  }

  #encode(events: readonly Event[]): { bytes: Buffer; end: Position } {
    let { seq, sum } = this.#end
    let text = ''
    for (const [index, event] of events.entries()) {
      seq += 1
      if (event.seq !== seq) throw misplaced(this.#session, event.seq, seq)
      const line = encodeLine(event, sum, index < events.length - 1)
      text += line.text
      sum = line.sum
    }
    const bytes = Buffer.from(text)
    return { bytes, end: { seq, sum, offset: this.#end.offset + bytes.length } }
  }

  async #takeBack(cause: unknown): Promise<KernelError> {
    const failure = storeFailed(`write to the log of session ${this.#session}`, cause)
    try {
      await this.#file.truncate(this.#end.offset)
    } catch {
      this.#refuse(failure)
    }
    return failure
  }

  async #syncFile(): Promise<void> {
    try {
      await this.#file.sync()
    } catch (error) {
      const failure = storeFailed(`make the log of session ${this.#session} durable`, error)
      this.#refuse(failure)
      throw failure
    }
  }

  #refuse(error: KernelError): void {
    this.#refusal = error
  }
}

const misplaced = (session: string, seq: number, place: number) =>
  new KernelError(
    'invariant',
    `Event ${seq} was to be appended to session ${session} as event ${place}: number it after the head.`,
  )
