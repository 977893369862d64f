// Plain JavaScript on purpose: an old Node must be able to read this file in order to be told that it is too old.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isNewEnough = major > 24 || (major === 24 && minor >= 2) || (major === 22 && minor >= 18)

if (!isNewEnough) {
  console.error(
    `kyphoplasty-cds needs Node 22.18 or newer (24.2 in the 24 line); this is ${process.versions.node}. ` +
      `Run "npm install" again without "--omit=optional" (it brings its own Node on Linux), or install a newer Node.`,
  )
  process.exit(1)
}
