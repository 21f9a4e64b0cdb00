# git, both sides of ssh, and trust in a server that calls itself packages.acme.example.
FROM debian AS packages
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      ca-certificates git openssh-client openssh-server openssl \
 && mkdir -p /run/sshd && rm -f /etc/ssh/ssh_host_*
COPY git-server /usr/local/bin/
RUN openssl req -x509 -newkey rsa:2048 -noenc -days 3650 -subj /CN=packages.acme.example \
      -addext subjectAltName=DNS:packages.acme.example \
      -keyout /srv/packages.key -out /usr/local/share/ca-certificates/packages.crt \
 && update-ca-certificates
# Each test saves the whole image: what no test needs goes.
RUN rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*

FROM scratch
COPY --from=packages / /
CMD ["sh"]
