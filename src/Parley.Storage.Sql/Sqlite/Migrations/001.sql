-- Times are milliseconds since 1970. Payloads and tag lists are JSON text in bytes.

CREATE TABLE users (
    key INTEGER PRIMARY KEY,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    state INTEGER NOT NULL,
    state_at INTEGER,
    access_auth INTEGER NOT NULL,
    access_anon INTEGER NOT NULL,
    last_seen INTEGER,
    user_agent TEXT,
    version INTEGER NOT NULL,
    public BLOB,
    trusted BLOB,
    tags BLOB
);
CREATE INDEX users_by_creation ON users (created, key);

CREATE TABLE user_tags (
    tag TEXT NOT NULL,
    user_key INTEGER NOT NULL REFERENCES users,
    PRIMARY KEY (tag, user_key)
) WITHOUT ROWID;
CREATE INDEX user_tags_by_user ON user_tags (user_key);

-- AUTOINCREMENT: a key that was remembered must not come to mean another topic.
-- Long values come last: most reads and every message need only what is before them.
CREATE TABLE topics (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    last_seq INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    state INTEGER NOT NULL,
    del_id INTEGER NOT NULL,
    subscriber_count INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    state_at INTEGER,
    is_channel INTEGER NOT NULL,
    owner_key INTEGER NOT NULL,
    access_auth INTEGER NOT NULL,
    access_anon INTEGER NOT NULL,
    version INTEGER NOT NULL,
    public BLOB,
    trusted BLOB,
    tags BLOB,
    aux BLOB
);
CREATE INDEX topics_by_owner ON topics (owner_key) WHERE owner_key <> 0;

CREATE TABLE topic_tags (
    tag TEXT NOT NULL,
    topic_key INTEGER NOT NULL REFERENCES topics,
    PRIMARY KEY (tag, topic_key)
) WITHOUT ROWID;
CREATE INDEX topic_tags_by_topic ON topic_tags (topic_key);

-- topic_key -1: the user's me, -2: its fnd. peer_key: the other user of a conversation, else 0.
CREATE TABLE subscriptions (
    key INTEGER PRIMARY KEY,
    topic_key INTEGER NOT NULL,
    is_reader INTEGER NOT NULL,
    user_key INTEGER NOT NULL,
    peer_key INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER,
    want INTEGER NOT NULL,
    given INTEGER NOT NULL,
    del_id INTEGER NOT NULL,
    recv_seq INTEGER NOT NULL,
    read_seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    private BLOB,
    UNIQUE (topic_key, is_reader, user_key)
);
CREATE INDEX subscriptions_by_user ON subscriptions (user_key);

-- del_id 0: live. A row of a deleted message stays, without content and sender.
CREATE TABLE messages (
    topic_key INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    from_key INTEGER NOT NULL,
    del_id INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER,
    head BLOB,
    content BLOB,
    UNIQUE (topic_key, seq)
);

-- What was deleted when: ids from low up to, and without, hi. for_key 0: for everybody.
CREATE TABLE deletions (
    topic_key INTEGER NOT NULL,
    for_key INTEGER NOT NULL,
    del_id INTEGER NOT NULL,
    low INTEGER NOT NULL,
    hi INTEGER NOT NULL
);
CREATE INDEX deletions_by_topic ON deletions (topic_key, for_key, del_id, low);
CREATE INDEX deletions_by_user ON deletions (for_key) WHERE for_key <> 0;

-- The sum of a user's own deletions as ranges that neither overlap nor touch, so that one look-up tells whether a message is hidden.
CREATE TABLE hidden (
    user_key INTEGER NOT NULL,
    topic_key INTEGER NOT NULL,
    low INTEGER NOT NULL,
    hi INTEGER NOT NULL,
    PRIMARY KEY (user_key, topic_key, low)
) WITHOUT ROWID;
CREATE INDEX hidden_by_topic ON hidden (topic_key);

CREATE TABLE auth (
    user_key INTEGER NOT NULL REFERENCES users,
    scheme TEXT NOT NULL,
    login TEXT NOT NULL,
    level INTEGER NOT NULL,
    secret BLOB NOT NULL,
    expires INTEGER,
    PRIMARY KEY (user_key, scheme),
    UNIQUE (scheme, login)
);

-- holder_key 0: confirmed, which only one user can have; else the user's key.
CREATE TABLE credentials (
    method TEXT NOT NULL,
    value TEXT NOT NULL,
    holder_key INTEGER NOT NULL,
    user_key INTEGER NOT NULL REFERENCES users,
    response TEXT NOT NULL,
    retries INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER,
    PRIMARY KEY (method, value, holder_key)
);
CREATE INDEX credentials_by_user ON credentials (user_key, method);

CREATE TABLE devices (
    device_id TEXT PRIMARY KEY,
    user_key INTEGER NOT NULL REFERENCES users,
    platform TEXT,
    last_seen INTEGER NOT NULL,
    language TEXT
);
CREATE INDEX devices_by_user ON devices (user_key);

CREATE TABLE files (
    key INTEGER PRIMARY KEY,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    user_key INTEGER NOT NULL,
    status INTEGER NOT NULL,
    mime_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    etag TEXT,
    location TEXT
);
CREATE INDEX files_by_update ON files (updated);

-- Used by a message (topic_key, seq), a group (topic_key, seq 0) or a user (topic_key 0, user_key).
CREATE TABLE file_links (
    topic_key INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    user_key INTEGER NOT NULL,
    file_key INTEGER NOT NULL REFERENCES files,
    PRIMARY KEY (topic_key, seq, user_key, file_key)
) WITHOUT ROWID;
CREATE INDEX file_links_by_file ON file_links (file_key);

CREATE TABLE key_values (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
