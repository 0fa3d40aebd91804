// The public face of the package. Nothing here knows a clock, a terminal, a page or a disk.
export {}
