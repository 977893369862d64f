-- Cards that were really shown. What feedback is tied to; people are keyed hashes.
CREATE TABLE issued_cards (
  client_id TEXT NOT NULL,
  card_uuid TEXT NOT NULL,
  patient_key TEXT NOT NULL,
  user_key TEXT NOT NULL,
  service_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  news TEXT NOT NULL,
  suggestions TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  first_shown_at INTEGER NOT NULL,
  last_shown_at INTEGER NOT NULL,
  PRIMARY KEY (client_id, card_uuid)
) WITHOUT ROWID;
CREATE INDEX issued_cards_by_last_shown ON issued_cards (last_shown_at);

-- One row per card, outcome, time and suggestion ('' = the whole card). Rows whose card is not there yet wait for it.
CREATE TABLE feedback (
  client_id TEXT NOT NULL,
  card_uuid TEXT NOT NULL,
  outcome TEXT NOT NULL,
  outcome_at INTEGER NOT NULL,
  suggestion_uuid TEXT NOT NULL,
  service_id TEXT NOT NULL,
  reason_system TEXT,
  reason_code TEXT,
  comment TEXT,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (client_id, card_uuid, outcome, outcome_at, suggestion_uuid)
) WITHOUT ROWID;
CREATE INDEX feedback_by_received ON feedback (received_at);

-- One row per hook call.
CREATE TABLE audit (
  at INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  patient_key TEXT NOT NULL,
  user_key TEXT NOT NULL,
  service_id TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  result TEXT NOT NULL,
  outcome TEXT,
  silent_because TEXT,
  shown_because TEXT,
  card_uuid TEXT,
  findings TEXT NOT NULL,
  could_not_look TEXT NOT NULL,
  timings TEXT NOT NULL,
  fhir_requests INTEGER NOT NULL,
  foreign_resources INTEGER NOT NULL,
  elapsed_ms INTEGER NOT NULL,
  PRIMARY KEY (at, client_id, request_id, service_id, patient_key)
) WITHOUT ROWID;
