// biome-ignore-all lint/style/noRestrictedImports: this is the file that others import instead
import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'

/**
 * The functions of zod without the methods of its classic schemas: those bring JSON Schema along, and a Worker that starts
 * pays for every byte and every schema it makes. English has to be asked for here; callers read these messages.
 */
export * from 'zod/mini'

z.config(en())
