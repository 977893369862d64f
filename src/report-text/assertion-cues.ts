import { type PhraseRow, phraseTable } from './phrases.ts'

/**
 * What a cue does to the words in its reach.
 * `no` denies them; `gone` = no longer there, which a fracture never is; `possible` doubts them (the study cannot tell); `likely` favours them without stating them;
 * `history` and `request` make them no finding (a past event, an earlier study, a question, an advice); `other` means
 * other places than those already named; `earlier` = so it was on an earlier study; `limited` = cannot
 * be seen well; `unassessed` = nobody looked for it; `named` = only spoken about ("assessment of marrow edema is not reliable").
 */
export type CueMeaning =
  | 'no'
  | 'gone'
  | 'possible'
  | 'likely'
  | 'history'
  | 'request'
  | 'other'
  | 'earlier'
  | 'limited'
  | 'unassessed'
  | 'named'

export interface Cue {
  readonly says: CueMeaning
  /** Which way it reaches: over the words after it, before it, over the whole clause, or no further than itself. */
  readonly reach: 'after' | 'before' | 'clause' | 'inside'
}

const after = (says: CueMeaning): readonly Cue[] => [{ says, reach: 'after' }]
const before = (says: CueMeaning): readonly Cue[] => [{ says, reach: 'before' }]
const clause = (says: CueMeaning): readonly Cue[] => [{ says, reach: 'clause' }]

/** It looks like a cue and is none ("no change": what has not changed is there). */
const NONE: readonly Cue[] = []

const DENIALS: readonly PhraseRow<readonly Cue[]>[] = [
  // Before "no ... change", which is as long and denies nothing.
  ['no|without cord|conus ~1 signal? change|changes', [{ says: 'no', reach: 'inside' }]],
  ['no|without|not ~2 change|changed', NONE],
  ['no|without|not doubt|only|limited', NONE],
  ['no|without ~2 complication|complications of|from|after|following', NONE],
  ['not yet? fully? healed', NONE],
  ['no interval? healing', NONE],
  ['not ~1 seen|present|apparent on|in ~2 prior|previous|earlier', NONE],
  ['no|without|nil', after('no')],
  ['no longer', after('no')],
  ['not demonstrate|show|reveal|have|see|identify|represent|suggest|include|appear', after('no')],
  ['not|nor|denies|lacks', after('no')],
  ['not ~1 consistent|compatible|typical|suggestive|diagnostic|characteristic with|of|for', after('no')],
  ['no evidence|sign|signs|indication|suggestion|proof that|the', clause('no')],
  ['negative retropulsion|edema|stenosis', [{ says: 'no', reach: 'inside' }]],
  ['neither', clause('no')],
  // "Infection of L2 and L3, neither of which is fractured": what stands before is there.
  ['neither of which|whom|them|these|those', after('no')],
  ['lack|absence|absent of?', after('no')],
  ['negative|free for|of|from', after('no')],
  ['is|are|was|were|appears|appear|remain ~1 negative|free for|of|from', after('no')],
  ['rather than', after('no')],
  ['resolution of', after('gone')],
  ['resolved', after('gone')],
  ['unlikely to? be|represent?', after('no')],
  ['is|are ~1 unlikely to be|represent', after('no')],
  ['not seen|present|apparent|found|visible|recognized|confirmed|substantiated|corroborated', before('no')],
  ['is|are ~2 projectional|artifactual', before('no')],
  ['is|are due to ~1 positioning|projection', before('no')],
  ['not clearly|definite|well seen', before('no')],
  ['no longer seen|present|apparent|visible', before('no')],
  ['is|are|was|were absent|negative|excluded|none|unlikely', before('no')],
  ['is|are|was|were not suspected|favored|likely', before('no')],
  ['is|are|was|were|has|have ~1 resolved', before('gone')],
  ['is|are|was|were ruled out', before('no')],
  [':|-|= none|absent|negative|nil|0|n', before('no')],
  ['= no', before('no')],
  ['- ve', before('no')],
  ['( - )', after('no')],
  ['0|zero ~2 fracture|vcf|deformity', [{ says: 'no', reach: 'inside' }]],
  ['ruled|rules out', after('no')],
  ['low|little|minimal|no ~2 suspicion|concern|probability|likelihood for|of', after('no')],
  ['doubt', after('no')],
  [':|- negative|free for|of|from', after('no')],
  ['has|have been excluded', before('no')],
  ['has|have been ruled out', before('no')],
  ['no|without other|additional|further|second|superimposed', [...after('no'), ...clause('other')]],
  ['no|without adjacent level|segment|vertebral', [...after('no'), ...clause('other')]],
  ['elsewhere|otherwise|remaining|remainder', clause('other')],
  ['rest of', clause('other')],
]

const DOUBTS: readonly PhraseRow<readonly Cue[]>[] = [
  ['possible|possibly|questionable|questionably|equivocal|potential|potentially|perhaps', after('possible')],
  ['may|might|could ~1 be|represent|reflect|indicate|relate', after('possible')],
  ['may|might|could ~1 be due|secondary|related to', after('possible')],
  ['unclear|unknown|uncertain|indeterminate|undetermined whether|if', after('possible')],
  ['unclear|unknown|uncertain|indeterminate|undetermined whether|if ~3 is|was', after('possible')],
  ['cannot|not entirely|completely|definite? exclude', after('possible')],
  ['cannot|not entirely|completely|definite? rule out', after('possible')],
  ['unable|difficult to exclude', [...after('possible'), ...before('possible')]],
  ['doubt about|whether|as|regarding', after('possible')],
  ['doubtful', after('possible')],
  ['indeterminate for', after('possible')],
  [':|= indeterminate|uncertain|equivocal', before('possible')],
  // The age of a fracture that is there.
  [':|= indeterminate|uncertain in? age|acuity|chronicity', NONE],
  ['question of', after('possible')],
  ['differential', after('possible')],
  ['is|are|remains in|on the? differential', before('possible')],
  ['versus', [...after('possible'), ...before('possible')]],
  ['cannot ~2 be ~2 excluded', before('possible')],
  ['cannot ~2 be ~2 ruled out', before('possible')],
  ['not ~1 excluded', before('possible')],
  ['was|were questioned', before('possible')],
  ['is|are possible|questioned|questionable|equivocal', before('possible')],
  ['probable|probably|likely|suspected|presumed|presumably|favored|favor|favors', after('likely')],
  ['suspicious|concerning|worrisome|suspicion|concern for|of', after('likely')],
  ['suggestive of', after('likely')],
  ['suggesting|suggests|suggest|raises|raising', after('likely')],
  ['is|are ~1 suspected', before('likely')],
  ['less likely', after('possible')],
  ['is|are ~1 less likely', before('possible')],
  ['assessment|evaluation|detection|visualization of', after('named')],
  ['not ~1 reliable|reliably|diagnostic', clause('limited')],
  ['unreliable|uninterpretable', clause('limited')],
  ['limited|degraded|obscured by', clause('limited')],
  ['motion ~1 artifact|degradation|degraded', clause('limited')],
  ['nondiagnostic|suboptimal|suboptimally', clause('limited')],
  ['evaluation|assessment ~4 limited', clause('limited')],
  ['evaluation|assessment for|of ~4 is|was|are limited|degraded|precluded', clause('limited')],
  ['is|are limited', clause('limited')],
  // How far it goes, not how well it is seen.
  ['edema|signal|hyperintense|uptake|change|changes is|are|appears|appear? limited|confined|restricted to', NONE],
  ['limited ~1 evaluation|assessment|study', clause('limited')],
  ['limits|limiting evaluation|assessment', clause('limited')],
  ['cannot be ~1 assessed|evaluated|determined', [...clause('limited'), ...before('unassessed')]],
  ['not ~1 assessed|evaluated|assessable|evaluable', [...clause('limited'), ...before('unassessed')]],
  ['not ~1 looked|searched|screened for', after('unassessed')],
  ['not ~1 sought|addressed|imaged|examined|performed', before('unassessed')],
]

/** Studies and opinions that are asked for; what they are to show is no finding. */
const STUDY = 'mri|ct|imaging|dexa|dxa|scan|radiographs|spect|correlation|evaluation|consultation|follow'

const NO_FINDINGS: readonly PhraseRow<readonly Cue[]>[] = [
  ['history|hx|history-of|status-post', after('history')],
  // Of someone else: neither a fracture nor the cement of this patient.
  [
    'mother|father|sister|brother|sibling|siblings|grandmother|grandfather|aunt|uncle|cousin|wife|husband|spouse|daughter|son|parents',
    clause('request'),
  ],
  ['family history', clause('request')],
  ['patient reports|states|recalls', after('history')],
  ['was|were told', after('history')],
  ['patient with', after('history')],
  ['patient with ~9 on|by today ~2 ct|mri|mr|radiograph|radiographs|xr|x-ray|x-rays|imaging|films|scan|study', NONE],
  ['ordered|screening|screened|screen for', after('request')],
  ['question|unclear whether', after('possible')],
  ['not been documented|reported|described|seen|found', before('no')],
  ['in the past', before('history')],
  ['which showed|revealed|seen', after('history')],
  ['sequela of?', after('history')],
  ['status post', after('history')],
  ['previously there was|were', after('history')],
  [
    'prior|previous|earlier|outside|recent ~1 study|exam|examination|mri|ct|scan|radiographs ~3 seen|showed|revealed|reported|described|documented',
    after('history'),
  ],
  ['on|in ~2 prior|previous|earlier ~1 study|exam|examination|mri|ct|scan|radiographs', before('earlier')],
  ['rule-out', after('request')],
  // "Back pain, exclude fracture.": what a study excludes is "excluded", and what it cannot has a row of its own.
  ['exclude', after('request')],
  ['rule out', after('request')],
  ['to|for further? evaluate|assess|exclude|confirm|determine|characterize', after('request')],
  ['for ~1 evaluation|assessment|characterization|confirmation', after('request')],
  ['evaluate|assess|evaluation|assessment for', after('request')],
  ['for kyphoplasty|vertebroplasty|augmentation evaluation|assessment|consultation|planning', clause('request')],
  ['refer|referred|referral|sent ~2 for|to', after('request')],
  ['clinical|clinically ~1 concern|suspected|suspicion for?', after('request')],
  ['recommend|recommends|recommended|recommendation|consider|advise|advised|correlate|if', after('request')],
  ['please|should|would', after('request')],
  [`suggest|suggested ~2 ${STUDY}`, after('request')],
  ['eval|workup for|of?', after('request')],
  // "CT eval shows ...": what the study found is no request.
  ['eval|workup ~1 shows|demonstrates|reveals|showed|demonstrated|revealed|:', NONE],
  ['as|is|are|was|were a|an|the? ~2 risk factor|factors', clause('history')],
  ['risk factor|factors :|include|includes|including', after('history')],
  ['frax', clause('history')],
  ['risk|candidate|chance|likelihood|odds|incidence|prevalence|probability of|for', after('request')],
  ['patients|women|men|people|adults with|who', after('request')],
  [
    'refused|refuses|declined|declines|deferred ~2 kyphoplasty|vertebroplasty|augmentation',
    [{ says: 'request', reach: 'inside' }],
  ],
  ['kyphoplasty|vertebroplasty|augmentation refused|declined|deferred', [{ says: 'request', reach: 'inside' }]],
  ['patient education', clause('request')],
  ['treatment|management options for|of', clause('request')],
  ['prevent|prevents|preventing|reduces', after('request')],
  ['differential for ~2 pain|symptoms', clause('request')],
  ['will|plan|plans|need|needs to? obtain|order|get|undergo', after('request')],
  [`obtain|obtaining|order|ordering ~2 ${STUDY}|xr|x-ray`, after('request')],
  [`ordered :? ${STUDY}|xr|x-ray`, after('request')],
  ['indications for', clause('request')],
  ['is|are|was the? reason|indication for', clause('request')],
  ['reason|indication is|was|are', after('request')],
  ['query', after('request')],
  ['look|looking|assess|assessed for', after('request')],
  ['treatments for|of', after('request')],
  ['kyphoplasty|vertebroplasty is|are ~2 treatment|treatments|procedure|procedures', clause('request')],
  ['should|must be ~1 excluded|considered|evaluated', [...before('request'), ...after('request')]],
  ['cm|inches suggests|suggest', after('request')],
  ['pain ~3 ,? concern|suspicion for|of', after('request')],
  ['code|codes ~1 considered', clause('request')],
  ['prior to', after('request')],
  ['mimics|mimicking|simulates|simulating', after('request')],
  ['kyphoplasty|vertebroplasty|augmentation candidate|evaluation|consultation|referral|planning', clause('request')],
  [
    'kyphoplasty|vertebroplasty|augmentation ~3 may|could|can|should|would|is|are|was|were|has|have ~4 considered|recommended|discussed|offered|helpful|suggested|advised|planned|declined|refused|deferred|postponed|cancelled|canceled',
    clause('request'),
  ],
  ['before|planned|planning|scheduled|pending|amenable|benefit', after('request')],
  [`${STUDY} is|are recommended|advised|suggested`, clause('request')],
  [`${STUDY} may|could|can|should|would ~4 performed|considered|obtained|helpful|useful`, clause('request')],
]

export const CUES = phraseTable([...DENIALS, ...DOUBTS, ...NO_FINDINGS])
