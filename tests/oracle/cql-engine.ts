import { SystemModelInfoProvider } from '@cqframework/cql/cql'
import { CqlCompilerOptions, CqlTranslator, LibraryManager, ModelManager } from '@cqframework/cql/cql-to-elm'
import { Executor, Library, PatientSource } from 'cql-execution'

/** Evaluates every expression of one CQL library with the given parameters. */
export type Evaluate = (parameters: Record<string, unknown>) => Promise<ReadonlyMap<string, unknown>>

/** Translates CQL text with the reference translator, so that the rules under test run as they are read. */
export function evaluatorOf(cql: string): Evaluate {
  const models = new ModelManager()
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider())
  const elm = JSON.parse(CqlTranslator.fromText(cql, new LibraryManager(models, new CqlCompilerOptions())).toJson())
  const problems = problemsOf(elm.library.annotation)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const library = new Library(elm)
  // The rules speak about parameters only; the engine still asks for a source of patients.
  const nobody = new PatientSource([])
  return async (parameters) => {
    const results = await new Executor(library, undefined, parameters).exec(nobody)
    return new Map(Object.entries(results.unfilteredResults))
  }
}

interface Annotation {
  readonly type: string
  readonly startLine?: number
  readonly message?: string
}

function problemsOf(annotations: readonly Annotation[]): readonly string[] {
  return annotations
    .filter(({ type }) => type === 'CqlToElmError')
    .map(({ startLine, message }) => `CQL line ${startLine}: ${message}`)
}
