-- What third parties are told: where to, what, and how far each telling has come.

-- An address of a third party that is told of what happens.
CREATE TABLE webhooks (
    id {uuid} NOT NULL PRIMARY KEY,
    -- Whose it is; null for the platform's own administrators, who hear of everything.
    client_id TEXT REFERENCES api_clients (client_id),
    url TEXT NOT NULL,
    -- The names of the events that it hears, as a list.
    events {json} NOT NULL,
    is_enabled BOOLEAN NOT NULL,
    -- Why the platform turned it off: gone or failing. Null when a person did, or nobody.
    disabled_reason TEXT,
    -- When the failures began that no success has followed.
    failing_since {instant},
    revision BIGINT NOT NULL,
    created_at {instant} NOT NULL
);
CREATE INDEX webhooks_by_client ON webhooks (client_id);

-- What its messages are signed with, sealed. More than one while a new one is introduced.
CREATE TABLE webhook_secrets (
    id {uuid} NOT NULL PRIMARY KEY,
    webhook_id {uuid} NOT NULL REFERENCES webhooks,
    sealed TEXT NOT NULL,
    -- The last letters, so that people can tell them apart.
    hint TEXT NOT NULL,
    created_at {instant} NOT NULL,
    -- It signs until then; null for the newest.
    expires_at {instant}
);
CREATE INDEX webhook_secrets_by_webhook ON webhook_secrets (webhook_id);

-- What happened, written in the transaction in which it happened.
CREATE TABLE webhook_messages (
    id {uuid} NOT NULL PRIMARY KEY,
    event TEXT NOT NULL,
    -- The customer whose client may hear of it; null where everybody may.
    user_id {uuid} REFERENCES users,
    -- The body, byte for byte as it is sent.
    payload TEXT NOT NULL,
    created_at {instant} NOT NULL,
    -- When its deliveries were made; null until then.
    spread_at {instant}
);
CREATE INDEX webhook_messages_fresh ON webhook_messages (id) WHERE spread_at IS NULL;

-- One message for one endpoint.
CREATE TABLE webhook_deliveries (
    id {uuid} NOT NULL PRIMARY KEY,
    webhook_id {uuid} NOT NULL REFERENCES webhooks,
    message_id {uuid} NOT NULL REFERENCES webhook_messages,
    -- pending, delivered or failed.
    state TEXT NOT NULL,
    -- Since it was last begun.
    attempts INTEGER NOT NULL,
    -- While one is under way, when it counts as lost; null when there is none to come.
    next_attempt_at {instant},
    last_attempt_at {instant},
    -- Null when there was no answer.
    last_status INTEGER,
    last_latency_ms BIGINT,
    last_error TEXT,
    created_at {instant} NOT NULL,
    UNIQUE (webhook_id, message_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_by_message ON webhook_deliveries (message_id);
