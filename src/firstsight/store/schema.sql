-- The log. `verdict` is what was decided, `seen` what was counted on which day, `fresh` the same for the open day.
-- Names are numbers (store/ledger.py); `name` keeps their words.
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS verdict (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    time INTEGER NOT NULL,
    day INTEGER NOT NULL,
    action TEXT NOT NULL,
    score REAL NOT NULL,
    decided BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS verdict_label ON verdict (label);
CREATE INDEX IF NOT EXISTS verdict_day ON verdict (day);
CREATE TABLE IF NOT EXISTS name (number INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS relation (code INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS fresh (
    relation INTEGER NOT NULL,
    value INTEGER NOT NULL,
    peers INTEGER NOT NULL,
    subject INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    amount REAL NOT NULL,
    PRIMARY KEY (relation, value, peers, subject)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
    subject INTEGER NOT NULL,
    relation INTEGER NOT NULL,
    value INTEGER NOT NULL,
    day INTEGER NOT NULL,
    peers INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    amount REAL NOT NULL,
    PRIMARY KEY (day, relation, value, peers, subject)
) WITHOUT ROWID; -- a day is appended; an index by value is made when something is first taken back (store/people.py)
CREATE TABLE IF NOT EXISTS tally (day INTEGER PRIMARY KEY, counted BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS label (uid TEXT PRIMARY KEY, bad INTEGER NOT NULL) WITHOUT ROWID;
