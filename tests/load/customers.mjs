// Customers of the benchmark, made past the API: signing thousands of people in would only measure
// password hashes. Their rows are written as the server writes them, and their access tokens are
// signed with the key that the server was told to sign with (MARQUEE_JWT_KEY_FILE).

import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { writeFileSync } from "node:fs";

/** Rows of one INSERT. */
const CHUNK = 500;

/** Makes a key as a file for the server; signs access tokens with it. */
export class TokenKey {
    constructor(file) {
        const { privateKey, publicKey } = generateKeyPairSync("ed25519");
        writeFileSync(file, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
        // The last 32 bytes of the DER form are the key itself; its hash is its name.
        const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
        const kid = createHash("sha256").update(raw).digest("hex").slice(0, 16);
        this.file = file;
        this.privateKey = privateKey;
        this.header = encode({ typ: "JWT", alg: "EdDSA", kid });
    }

    /** An access token that is good for ten minutes from now. */
    token(customer) {
        const now = Math.floor(Date.now() / 1000);
        const claims = {
            iss: "marquee",
            aud: "marquee-api",
            sub: customer.id,
            sid: customer.session,
            role: "customer",
            iat: now,
            exp: now + 600,
        };
        const text = `${this.header}.${encode(claims)}`;
        return `${text}.${sign(null, Buffer.from(text), this.privateKey).toString("base64url")}`;
    }
}

function encode(value) {
    return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Adds customers with a session each. `uuid` writes an identifier as the database wants it. */
export function addCustomers(database, name, count, uuid) {
    const people = Array.from({ length: count }, (_, number) => ({
        id: randomUUID(),
        session: randomUUID(),
        phone: `+86139${String(number).padStart(8, "0")}`,
    }));
    const now = new Date().toISOString().replace("Z", "+00:00");
    const later = new Date(Date.now() + 864e5).toISOString().replace("Z", "+00:00");
    const statements = [];
    for (let at = 0; at < count; at += CHUNK) {
        const some = people.slice(at, at + CHUNK);
        const users = some.map(
            ({ id, phone }) => `(${uuid(id)}, '${phone}', 'Load', 'customer', '${now}')`,
        );
        const sessions = some.map(
            ({ id, session }) =>
                `(${uuid(session)}, ${uuid(id)}, 'bench', '127.0.0.1', '${now}', '${now}', '${later}')`,
        );
        statements.push(
            `INSERT INTO users (id, phone, display_name, role, created_at) VALUES ${users}`,
            "INSERT INTO user_sessions (id, user_id, user_agent, address, created_at, last_used_at," +
                ` expires_at) VALUES ${sessions}`,
        );
    }
    database.run(name, `${statements.join(";\n")};\n`);
    return people;
}

/** Identifiers in SQL text. */
export const uuidText = (id) => `'${id}'`;
export const uuidBlob = (id) => `X'${id.replaceAll("-", "")}'`;
