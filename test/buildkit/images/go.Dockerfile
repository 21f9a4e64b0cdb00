# Go, in addition to git.
FROM git
# Modules are only downloaded, so the standard library can go.
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends golang-go \
 && rm -rf /usr/lib/go-*/pkg/linux_* /usr/share/go-*/src \
 && rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*
