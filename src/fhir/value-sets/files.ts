import bodySite from './body-site.json' with { type: 'json' }
import boneDensity from './bone-density.json' with { type: 'json' }
import type { ValueSetFile } from './compile.ts'
import fracture from './fracture.json' with { type: 'json' }
import imaging from './imaging.json' with { type: 'json' }
import infection from './infection.json' with { type: 'json' }
import laboratory from './laboratory.json' with { type: 'json' }
import medication from './medication.json' with { type: 'json' }
import neoplasm from './neoplasm.json' with { type: 'json' }
import neurology from './neurology.json' with { type: 'json' }
import otherConditions from './other-conditions.json' with { type: 'json' }
import ownFacts from './own-facts.json' with { type: 'json' }
import pain from './pain.json' with { type: 'json' }
import procedure from './procedure.json' with { type: 'json' }
import referral from './referral.json' with { type: 'json' }

/** Every value-set file, in the order the pages show them. */
export const VALUE_SET_FILES: readonly ValueSetFile[] = [
  fracture,
  neoplasm,
  infection,
  neurology,
  boneDensity,
  pain,
  laboratory,
  imaging,
  medication,
  procedure,
  bodySite,
  referral,
  otherConditions,
  ownFacts,
]
