import { licenceProblems } from './supply-chain/licence-check.ts'
import { readLockfile } from './supply-chain/lockfile.ts'

/** `npm run licences`: fails where a package has a licence that is not on the list. */
async function checkLicences() {
  const packages = await readLockfile()
  const problems = licenceProblems(packages)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else
    console.log(`${packages.length - 1} packages, every licence on the list (src/tools/supply-chain/licence-check.ts).`)
}

await checkLicences()
