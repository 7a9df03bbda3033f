-- The cut list that a person made of a recording, in place of the automatic one: as JSON, a row only where there is one.
CREATE TABLE edited_cuts (
    workspace TEXT NOT NULL,
    recording TEXT NOT NULL,
    cuts TEXT NOT NULL,
    revision BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (workspace, recording),
    FOREIGN KEY (workspace, recording) REFERENCES recordings (workspace, id)
);
