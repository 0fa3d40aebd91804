// The exact kernel that runs. The bundler puts a hash of the sources in its place.
declare const KERNEL_BUILD: string | undefined

/** Version of `@harness/kernel`. */
export const kernelVersion = '0.1.0'

/** Names this build: a snapshot of another one is not read. */
export const build = typeof KERNEL_BUILD === 'string' ? KERNEL_BUILD : `${kernelVersion}-source`
