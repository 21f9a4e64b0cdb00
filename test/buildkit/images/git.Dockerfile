# git, and both sides of ssh.
FROM debian AS packages
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends git openssh-client openssh-server \
 && mkdir -p /run/sshd && rm -f /etc/ssh/ssh_host_*
COPY git-server /usr/local/bin/
# Each test saves the whole image: what no test needs goes.
RUN rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*

FROM scratch
COPY --from=packages / /
CMD ["sh"]
