# Stands in for node:24 where no registry can be reached: the node and npm of the machine that runs the tests.
FROM debian AS packages
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates libatomic1 libstdc++6
COPY --from=node node /usr/local/bin/
COPY --from=npm / /usr/local/lib/node_modules/npm/
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && npm --version
# Each test saves the whole image: what no test needs goes.
RUN rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*

FROM scratch
COPY --from=packages / /
CMD ["node"]
