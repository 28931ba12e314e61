# Unknot as a container. It runs without rights and writes nothing but the database, so its file system may be read-only:
#   docker build -t unknot .
#   docker run --read-only --tmpfs /tmp -p 3978:3978 -v unknot:/data --env-file .env unknot
FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing that is compiled is needed; without scripts no other Node is brought along either.
# Of Web Chat one file is served.
RUN npm ci --omit=dev --ignore-scripts \
  && find node_modules/botframework-webchat -type f ! -name webchat.js ! -name webchat.js.LICENSE.txt -delete

FROM node:26-slim
ENV NODE_ENV=production DATABASE_PATH=/data/unknot.db
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY dialogs dialogs
COPY content content
COPY src src
RUN mkdir /data node_modules/.cache && chown node:node /data node_modules/.cache
USER node
# What the first start works out, later ones only read, which halves them. It may be read by this user alone.
ENV NODE_COMPILE_CACHE=/app/node_modules/.cache/compiled
RUN node src/firstStart.ts
VOLUME /data
EXPOSE 3978
# Not ready means that the database cannot be used; restarting would not help, so only life is asked for.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3978}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm, so that SIGTERM reaches it.
CMD ["node", "src/main.ts"]
