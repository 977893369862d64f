import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { fileCycles, roomCycles, type SourceFile, targetOf, violationsIn } from './support/architecture.ts'
import { importsOf } from './support/imports.ts'
import { tokensOf } from './support/source-tokens.ts'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
const SCRIPT = /\.(?:ts|tsx|mts|js|mjs)$/
/** Scripts of a page, which run in the browser and are served as text. */
const BROWSER_SCRIPT = /\.client\.js$/

async function everyPath(): Promise<readonly string[]> {
  const entries = await readdir(SRC, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(SRC.length).split(sep).join('/'))
}

const paths = await everyPath()
const files: readonly SourceFile[] = await Promise.all(
  paths
    .filter((path) => SCRIPT.test(path) && !BROWSER_SCRIPT.test(path))
    .map(async (path) => ({ path, text: await readFile(join(SRC, path), 'utf8') })),
)

describe('src', () => {
  test('was read', () => {
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['index.ts', 'clinical/assess.ts']))
  })

  test('keeps to the arrows between its rooms', () => {
    expect(files.flatMap(violationsIn)).toEqual([])
  })

  test('has no files that import each other in a circle', () => {
    expect(fileCycles(files)).toEqual([])
  })

  test('has no rooms whose code needs each other', () => {
    expect(roomCycles(files)).toEqual([])
  })

  test('imports only files that are there', () => {
    const missing = files.flatMap(({ path, text }) =>
      importsOf(tokensOf(text)).flatMap(({ specifier }) => {
        const target = specifier.startsWith('.') ? targetOf(path, specifier) : undefined
        return target === undefined || paths.includes(target) ? [] : [`${path}: ${specifier}`]
      }),
    )
    expect(missing).toEqual([])
  })
})

function violations(path: string, text: string): string {
  return violationsIn({ path, text }).join('\n')
}

describe('the checker sees an arrow that goes the wrong way', () => {
  test.each([
    ['clinical/pain.ts', "import { readReport } from '../report-text/read-report.ts'", 'only types of report-text'],
    ['clinical/pain.ts', "import type { Token } from '../report-text/tokens.ts'", 'report-findings.ts alone'],
    ['clinical/pain.ts', "import type { X } from '../fhir/client.ts'", 'may not import fhir/client.ts'],
    ['clinical/gates/gate.ts', "import { ok } from '../../result.ts'", 'may not import result.ts'],
    ['clinical/pain.ts', "import { z } from 'zod'", 'package zod'],
    ['report-text/levels.ts', "import { readPain } from '../clinical/pain.ts'", 'clinical/level.ts alone'],
    ['report-text/levels.ts', "export { x } from '../fhir/site.ts'", 'may not import fhir/site.ts'],
    ['cds-hooks/request.ts', "import type { Evidence } from '../clinical/evidence.ts'", 'may not import clinical'],
    ['cds-hooks/request.ts', "import { Hono } from 'hono'", 'package hono'],
    ['fhir/gather.ts', "import { card } from '../services/card.ts'", 'may not import services/card.ts'],
    ['fhir/client.ts', "import { MedplumClient } from '@medplum/core'", 'package @medplum/core'],
    ['fhir/client.ts', "import * as z from 'zod/mini'", 'package zod'],
    ['config.ts', "import * as z from 'zod'", 'package zod'],
    ['services/card.ts', "import type { CardMemory } from '../storage/card-memory.ts'", 'may not import storage'],
    ['services/card.ts', "import { app } from '../app.ts'", 'may not import app.ts'],
    ['storage/audit-log.ts', "import { parse } from '../cds-hooks/request.ts'", 'only types of cds-hooks'],
    ['storage/audit-log.ts', "import Database from 'better-sqlite3'", 'package better-sqlite3'],
    ['auth/verify.ts', "import type { PolicyId } from '../clinical/policies/policy.ts'", 'may not import clinical'],
    ['pages/landing.tsx', "import { client } from '../fhir/client.ts'", 'alone of fhir, not fhir/client.ts'],
    ['pages/landing.tsx', "import type { CardMemory } from '../storage/card-memory.ts'", 'may not import storage'],
    ['sandbox/server.ts', "import { gather } from '../fhir/gather.ts'", 'may not import fhir/gather.ts'],
    ['app.ts', "import { startSandbox } from './sandbox/server.ts'", 'may not import sandbox/server.ts'],
    ['app.ts', "const tools = await import('./tools/start.ts')", 'may not import tools/start.ts'],
    ['services/card.ts', "import { startSandbox } from '../sandbox/server.ts'", 'may not import sandbox/server.ts'],
    ['result.ts', "import { x } from './sandbox/store.ts'", 'may not import sandbox/store.ts'],
    ['smart/launch.ts', 'export const launch = 1', 'no room "smart"'],
    ['services/card.ts', "import pkg from '../../package.json' with { type: 'json' }", 'leaves src'],
    ['services/card.ts', "import { ServiceRequest } from '@medplum/fhirtypes'", 'types only'],
  ])('%s: %s', (path, text, problem) => {
    expect(violations(path, text)).toContain(problem)
  })

  test('however the import is written', () => {
    for (const text of [
      "import x from '../fhir/client.ts'",
      "import * as x from '../fhir/client.ts'",
      "import '../fhir/client.ts'",
      'import {\n  a,\n  type B,\n} from "../fhir/client.ts"',
      "import type { B } from '../fhir/client.ts'",
      "export * from '../fhir/client.ts'",
      "export type { B } from '../fhir/client.ts'",
      "const x = await import('../fhir/client.ts')",
      "type B = import('../fhir/client.ts').B",
      "const x = require('../fhir/client.ts')",
      "const a = /['\"`]/\nimport x from '../fhir/client.ts'",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code to be scanned
      "const a = `${b}'`; export { x } from '../fhir/client.ts'",
    ]) {
      expect(violations('clinical/pain.ts', text)).toContain('may not import fhir/client.ts')
    }
  })

  test('an import that is computed cannot hide', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code to be scanned
    expect(violations('services/card.ts', "await import(`../${'sandbox'}/server.ts`)")).toContain('no plain string')
    expect(violations('services/card.ts', 'await import(name)')).toContain('no plain string')
  })
})

describe('the checker sees what only some files may use', () => {
  test.each([
    ['app.ts', "import { env } from 'cloudflare:workers'", 'may not import cloudflare:workers'],
    ['storage/audit-log.ts', "import { DurableObject } from 'cloudflare:workers'", 'may not import cloudflare:workers'],
    ['services/card.ts', "import { env } from 'cloudflare:workers'", 'package cloudflare:workers'],
    ['app.ts', "import { readFile } from 'node:fs/promises'", 'package node:fs/promises'],
    ['storage/audit-log.ts', "import { createHmac } from 'node:crypto'", 'package node:crypto'],
    ['config.ts', 'const port = process.env.PORT', 'may not use process'],
    ['fhir/gather.ts', "process['exit'](1)", 'may not use process'],
  ])('%s: %s', (path, text, problem) => {
    expect(violations(path, text)).toContain(problem)
  })
})

describe('the checker sees clock, chance and waiting in a pure room', () => {
  test.each([
    ['export async function read() {}', 'async'],
    ['const x = await y', 'await'],
    ['const now = new Date()', 'new Date ( )'],
    ['const now = new Date', 'Date without arguments'],
    ['const now = Date()', 'Date without arguments'],
    ['const now = Date.now()', 'Date . now'],
    ['const now = Date\n  .now()', 'Date . now'],
    ['const id = Math.random()', 'Math . random'],
    ['const id = crypto.randomUUID()', 'crypto'],
    ["const x = fetch('https://ehr.example.org')", 'fetch'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code to be scanned
    ['const x = `${Date.now()}`', 'Date . now'],
  ])('%s', (text, found) => {
    expect(violations('clinical/pain.ts', text)).toContain(`may not use ${found}`)
    expect(violations('report-text/tokens.ts', text)).toContain(`may not use ${found}`)
  })
})

describe('the checker lets pass what is allowed', () => {
  test.each([
    ['clinical/facts.ts', "import type { LevelFindings } from '../report-text/report-findings.ts'"],
    ['clinical/gates/gate.ts', "import { readPain } from '../pain.ts'"],
    ['clinical/calendar.ts', 'const day = new Date(Date.UTC(2026, 10, 22)).toISOString(); Date.parse(day)'],
    ['clinical/pain.ts', "// import { x } from '../fhir/client.ts'\n/* await fetch(crypto) */"],
    ['clinical/pain.ts', "const words = 'await fetch(process.env) import'"],
    ['clinical/pain.ts', 'const pattern = /async|await fetch\\(process.env/'],
    ['clinical/pain.ts', 'const words = `async import("x")`'],
    ['report-text/levels.ts', "import { isThoracolumbar } from '../clinical/level.ts'"],
    ['report-text/spinous.ts', 'const { process } = vertebra; process(level)'],
    ['sandbox/store.ts', "import { matchesSearchRequest } from '@medplum/core'"],
    ['zod.ts', "export * from 'zod/mini'"],
    ['cds-hooks/request.ts', "import * as z from '../zod.ts'"],
    ['fhir/value-sets/files.ts', "import pain from './pain.json' with { type: 'json' }"],
    ['services/card.ts', "import type { ServiceRequest } from '@medplum/fhirtypes'"],
    ['storage/card-memory.ts', "import type { Card } from '../cds-hooks/response.ts'"],
    ['storage/replay-object.ts', "import { DurableObject } from 'cloudflare:workers'"],
    ['index.ts', "import { env } from 'cloudflare:workers'"],
    ['pages/landing.tsx', "import { html } from 'hono/html'\nexport const a = <p>don't import this</p>"],
    ['sandbox/server.ts', "import { createServer } from 'node:http'\nprocess.on('SIGINT', stop)"],
    ['tools/start.ts', "import { server } from '../sandbox/server.ts'\nimport { build } from 'esbuild'"],
    ['app.ts', "import { Hono } from 'hono'\nimport { services } from './services/index.ts'"],
    ['app.ts', 'const here = import.meta.url; context.import(here); const x = { import: 1 }'],
  ])('%s: %s', (path, text) => {
    expect(violations(path, text)).toBe('')
  })
})

describe('the checker sees circles', () => {
  const a = { path: 'fhir/a.ts', text: "import { b } from './b.ts'" }

  test('of files, also through types', () => {
    expect(fileCycles([a, { path: 'fhir/b.ts', text: "import type { A } from './a.ts'" }])).toEqual([
      'fhir/a.ts -> fhir/b.ts -> fhir/a.ts',
    ])
    expect(fileCycles([a, { path: 'fhir/b.ts', text: '' }])).toEqual([])
  })

  test('of a file with itself', () => {
    expect(fileCycles([{ path: 'fhir/a.ts', text: "import './a.ts'" }])).toEqual(['fhir/a.ts -> fhir/a.ts'])
  })

  test('of three rooms', () => {
    const rooms = [
      { path: 'fhir/a.ts', text: "import '../auth/b.ts'" },
      { path: 'auth/b.ts', text: "import '../pages/c.ts'" },
      { path: 'pages/c.ts', text: "import '../fhir/d.ts'" },
    ]
    expect(roomCycles(rooms)).toEqual(['fhir -> auth -> pages -> fhir'])
    expect(roomCycles(rooms.slice(1))).toEqual([])
  })

  test('but not in plain types that point back', () => {
    const rooms = [
      { path: 'clinical/facts.ts', text: "import type { Sign } from '../report-text/report-findings.ts'" },
      { path: 'report-text/levels.ts', text: "import { isThoracolumbar } from '../clinical/level.ts'" },
    ]
    expect(roomCycles(rooms)).toEqual([])
  })
})
