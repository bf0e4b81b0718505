# Marquee: server and web app in one small image; a second target is the demo's outside world.

FROM node:20-bookworm-slim AS web
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm install --no-save --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --release --bin marquee --bin sandbox

FROM debian:bookworm-slim AS base
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /var/lib/marquee marquee \
    && install -d -o marquee -g marquee /var/lib/marquee/data
USER marquee
WORKDIR /var/lib/marquee

# The outside world of a demo. Nothing of it belongs in production.
FROM base AS sandbox
COPY --from=build /src/target/release/sandbox /usr/local/bin/
CMD ["sandbox", "serve"]

FROM base AS server
COPY --from=build /src/target/release/marquee /usr/local/bin/
COPY --from=web /src/frontend/dist /usr/share/marquee/web
COPY catalogue /usr/share/marquee/catalogue
ENV MARQUEE_BIND=0.0.0.0 MARQUEE_WEB=/usr/share/marquee/web MARQUEE_DATA=/var/lib/marquee/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/api/v1/health/ready"]
CMD ["marquee", "serve"]
