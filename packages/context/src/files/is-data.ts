/** Whether a path is of what programs keep for themselves: locks, snapshots, pictures, archives. */
export const isData = (path: string): boolean =>
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|go\.sum|[^/]*[-.]lock(\.json|\.ya?ml|b)?)$|\.(snap|map|svg|png|jpe?g|gif|webp|ico|pdf|woff2?|ttf|otf|eot|zip|gz|tgz|bz2|xz|jar|wasm|so|dylib|dll|exe|o|a|class|pyc|mp[34]|mov|sqlite|db)$/i.test(
    path,
  )
