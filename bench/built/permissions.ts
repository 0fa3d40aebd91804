// What a user gets: the built package, by the file that its export map names.
export * from '../../packages/permissions/dist/index.js'
