-- Third-party clients (OAuth 2.0), people's second factors, and the index of the audit log.

-- Programs of others: they sign people in, or sell to customers of their own.
CREATE TABLE api_clients (
    id {uuid} NOT NULL PRIMARY KEY,
    -- What the client calls itself in every request; never changes.
    client_id TEXT NOT NULL UNIQUE,
    name {json} NOT NULL,
    -- confidential or public.
    kind TEXT NOT NULL,
    redirect_uris {json} NOT NULL,
    scopes {json} NOT NULL,
    requests_per_minute INTEGER NOT NULL,
    orders_per_day INTEGER NOT NULL,
    is_enabled BOOLEAN NOT NULL,
    revision INTEGER NOT NULL,
    created_at {instant} NOT NULL
);

-- Secrets of confidential clients, kept as hashes; several while one takes over from another.
CREATE TABLE api_client_secrets (
    id {uuid} NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES api_clients (client_id),
    -- SHA-256: a secret has 256 random bits.
    secret_hash TEXT NOT NULL UNIQUE,
    -- Its last four letters, so that people can tell secrets apart.
    hint TEXT NOT NULL,
    created_at {instant} NOT NULL,
    expires_at {instant},
    revoked_at {instant}
);
CREATE INDEX api_client_secrets_by_client ON api_client_secrets (client_id);

-- What a client used up on a day of the platform's zone.
CREATE TABLE api_client_days (
    client_id TEXT NOT NULL REFERENCES api_clients (client_id),
    day {day} NOT NULL,
    requests BIGINT NOT NULL,
    orders INTEGER NOT NULL,
    PRIMARY KEY (client_id, day)
);

-- What a person allowed a client; one at a time.
CREATE TABLE oauth_grants (
    id {uuid} NOT NULL PRIMARY KEY,
    user_id {uuid} NOT NULL REFERENCES users,
    client_id TEXT NOT NULL REFERENCES api_clients (client_id),
    scopes {json} NOT NULL,
    granted_at {instant} NOT NULL,
    last_used_at {instant},
    withdrawn_at {instant}
);
CREATE UNIQUE INDEX oauth_grants_open ON oauth_grants (user_id, client_id)
    WHERE withdrawn_at IS NULL;

-- One signing in of a person at a client: the code that it began with, and whether it goes on.
CREATE TABLE oauth_sign_ins (
    id {uuid} NOT NULL PRIMARY KEY,
    grant_id {uuid} NOT NULL REFERENCES oauth_grants,
    client_id TEXT NOT NULL REFERENCES api_clients (client_id),
    code_hash TEXT NOT NULL UNIQUE,
    redirect_uri TEXT NOT NULL,
    scopes {json} NOT NULL,
    -- S256 of the verifier that the client keeps (RFC 7636).
    code_challenge TEXT NOT NULL,
    created_at {instant} NOT NULL,
    code_expires_at {instant} NOT NULL,
    code_used_at {instant},
    -- No token of it is good any more.
    ended_at {instant}
);
CREATE INDEX oauth_sign_ins_by_grant ON oauth_sign_ins (grant_id);

-- Tokens of signings in, kept as hashes. A refresh token is used once.
CREATE TABLE oauth_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    sign_in_id {uuid} NOT NULL REFERENCES oauth_sign_ins,
    is_refresh BOOLEAN NOT NULL,
    scopes {json} NOT NULL,
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    used_at {instant},
    revoked_at {instant}
);
CREATE INDEX oauth_tokens_by_sign_in ON oauth_tokens (sign_in_id);

-- A client's own customers are people without a phone of ours: they cannot sign in.
ALTER TABLE users ADD COLUMN client_id TEXT REFERENCES api_clients (client_id);
-- What the client calls the customer.
ALTER TABLE users ADD COLUMN client_reference TEXT;
-- Where tickets are sent, E.164.
ALTER TABLE users ADD COLUMN contact_phone TEXT;
-- When the second factor was confirmed; null without one.
ALTER TABLE users ADD COLUMN second_factor_at {instant};
CREATE UNIQUE INDEX users_of_client ON users (client_id, client_reference);

-- What somebody's authenticator and the platform both know (RFC 6238).
CREATE TABLE second_factors (
    user_id {uuid} NOT NULL PRIMARY KEY REFERENCES users,
    -- Sealed in the vault.
    secret TEXT NOT NULL,
    created_at {instant} NOT NULL,
    -- Null until somebody showed that their authenticator knows it.
    confirmed_at {instant},
    -- The last period of 30 seconds whose code was taken; none is taken twice.
    last_step BIGINT NOT NULL
);

-- Codes for somebody whose authenticator is lost; each is good once.
CREATE TABLE recovery_codes (
    -- Keyed hash.
    code_hash TEXT NOT NULL PRIMARY KEY,
    user_id {uuid} NOT NULL REFERENCES users,
    created_at {instant} NOT NULL,
    used_at {instant}
);
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);

CREATE INDEX audit_log_by_time ON audit_log (at, id);
CREATE INDEX audit_log_by_target ON audit_log (target, at);
