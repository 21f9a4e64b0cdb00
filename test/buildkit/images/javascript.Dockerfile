# Yarn 1, Yarn 4 as a file that a project can name, pnpm, and npm with the node of the machine, in addition to git.
FROM git
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libatomic1 libstdc++6 \
 && rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*
COPY --from=node node /usr/local/bin/
COPY --from=npm / /usr/local/lib/node_modules/npm/
RUN --mount=from=archives,target=/archives ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && npm install --global --offline --no-audit /archives/yarn-1.*.tgz /archives/pnpm-*.tgz \
 && npm install --prefix /opt/yarn --offline --no-audit /archives/yarnpkg-cli-dist-*.tgz \
 && rm -rf ~/.npm
ENV NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/packages.crt
