// Which kernel runs: the bundler puts the package's version and a hash of the sources in their places.
declare const KERNEL_VERSION: string | undefined
declare const KERNEL_BUILD: string | undefined

/** Version of `@harness/kernel`. */
export const kernelVersion = typeof KERNEL_VERSION === 'string' ? KERNEL_VERSION : 'source'

/** Names this exact build: a snapshot of another one is not read. */
export const build = typeof KERNEL_BUILD === 'string' ? KERNEL_BUILD : 'source'
