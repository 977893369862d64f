import { readFile } from 'node:fs/promises'
import * as z from 'zod'

const LOCKFILE = new URL('../../../package-lock.json', import.meta.url)

const versions = z.record(z.string(), z.string()).default({})

const lockedPackage = z.object({
  name: z.string().optional(),
  version: z.string(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  dev: z.boolean().default(false),
  optional: z.boolean().default(false),
  devOptional: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  dependencies: versions,
  optionalDependencies: versions,
  devDependencies: versions,
  peerDependencies: versions,
})

const lockfile = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), lockedPackage) })

export interface LockedPackage extends Omit<z.infer<typeof lockedPackage>, 'name'> {
  /** Where npm puts it: `node_modules/a/node_modules/b`; the project itself is the empty text. */
  readonly path: string
  readonly name: string
}

/** Every package that this project, its tools and its tests are made of, the project itself first. */
export async function readLockfile(): Promise<readonly LockedPackage[]> {
  return parseLockfile(await readFile(LOCKFILE, 'utf8'))
}

export function parseLockfile(text: string): readonly LockedPackage[] {
  return Object.entries(lockfile.parse(JSON.parse(text)).packages).map(([path, { name, ...rest }]) => ({
    ...rest,
    path,
    name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  }))
}

/** Runs only while we build and test: neither in the Worker nor needed to run it. */
export function isOnlyForDevelopment({ dev, devOptional }: LockedPackage): boolean {
  return dev || devOptional
}
