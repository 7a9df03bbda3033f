-- Everything belongs to a workspace, and keys lead with it, so that no row can refer to another workspace's.
-- `revision` is the workspace's counter at the last change that a synced profile must hear of; rows that are gone stay
-- as `deleted_at`. Times are UTC milliseconds. %BLOB% is the engine's word for bytes.

CREATE TABLE workspaces (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT
);

-- `change` also counts what is not synced: progress, jobs.
CREATE TABLE workspace_counters (
    workspace TEXT NOT NULL PRIMARY KEY REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    change BIGINT NOT NULL
);

CREATE TABLE members (
    workspace TEXT NOT NULL REFERENCES workspaces (id),
    user_id TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, user_id)
);

CREATE TABLE sources (
    workspace TEXT NOT NULL REFERENCES workspaces (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    config TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    last_sync_at BIGINT,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (workspace, id)
);

CREATE TABLE templates (
    workspace TEXT NOT NULL REFERENCES workspaces (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT NOT NULL,
    matching_rules TEXT NOT NULL,
    processing_config TEXT NOT NULL,
    metadata_config TEXT NOT NULL,
    output_config TEXT NOT NULL,
    priority BIGINT NOT NULL,
    draft BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX templates_name ON templates (workspace, name_folded) WHERE deleted_at IS NULL;

CREATE TABLE recordings (
    workspace TEXT NOT NULL REFERENCES workspaces (id),
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source_key TEXT NOT NULL,
    source TEXT,
    media_path TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    start_time BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    final_duration_ms BIGINT NOT NULL,
    template TEXT,
    mapped BOOLEAN NOT NULL,
    skipped BOOLEAN NOT NULL,
    pending_source BOOLEAN NOT NULL,
    expired BOOLEAN NOT NULL,
    media_at_hand BOOLEAN NOT NULL,
    skip_reason TEXT NOT NULL,
    settings TEXT NOT NULL,
    change BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX recordings_identity ON recordings (workspace, source_kind, source_key, start_time);
CREATE INDEX recordings_start ON recordings (workspace, start_time, id);
CREATE INDEX recordings_change ON recordings (workspace, change);

CREATE TABLE steps (
    workspace TEXT NOT NULL,
    recording TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    failure_kind TEXT,
    failure_reason TEXT,
    failed_at BIGINT,
    retry_count BIGINT NOT NULL,
    progress DOUBLE PRECISION NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (workspace, recording, name),
    FOREIGN KEY (workspace, recording) REFERENCES recordings (workspace, id)
);

CREATE TABLE artifacts (
    workspace TEXT NOT NULL,
    recording TEXT NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (workspace, recording, kind),
    FOREIGN KEY (workspace, recording) REFERENCES recordings (workspace, id)
);

-- `version` counts the publications of one recording to one target.
CREATE TABLE publications (
    workspace TEXT NOT NULL,
    recording TEXT NOT NULL,
    target TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    detail TEXT NOT NULL,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (workspace, recording, target, version),
    FOREIGN KEY (workspace, recording) REFERENCES recordings (workspace, id)
);

-- Never synced: secrets stay on their device.
CREATE TABLE secrets (
    workspace TEXT NOT NULL REFERENCES workspaces (id),
    name TEXT NOT NULL,
    sealed %BLOB% NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace, name)
);

-- A process that runs jobs. Its heartbeat is the lease of all its jobs.
CREATE TABLE workers (
    id TEXT NOT NULL PRIMARY KEY,
    started_at BIGINT NOT NULL,
    heartbeat_at BIGINT NOT NULL
);

CREATE TABLE jobs (
    workspace TEXT NOT NULL REFERENCES workspaces (id),
    id TEXT NOT NULL PRIMARY KEY,
    run TEXT NOT NULL,
    recording TEXT,
    step TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    priority BIGINT NOT NULL,
    attempt BIGINT NOT NULL,
    max_attempts BIGINT NOT NULL,
    losses BIGINT NOT NULL,
    run_at BIGINT NOT NULL,
    options TEXT NOT NULL,
    fence BIGINT NOT NULL,
    work TEXT,
    worker TEXT,
    cancel_requested BOOLEAN NOT NULL,
    last_error TEXT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    FOREIGN KEY (workspace, recording) REFERENCES recordings (workspace, id)
);
-- `work` says what an available or running job does, and is NULL once it has ended: the same work is never queued twice.
-- A claim leaves it alone, so it costs claims nothing.
CREATE UNIQUE INDEX jobs_work ON jobs (workspace, work) WHERE work IS NOT NULL;
-- What claims look at, and nothing else.
CREATE INDEX jobs_ready ON jobs (kind, workspace, priority, run_at, id) WHERE state = 'available';
CREATE INDEX jobs_recording ON jobs (workspace, recording);
