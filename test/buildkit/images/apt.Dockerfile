# apt without any other repository, in addition to git.
FROM git
RUN rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/* && mkdir -p /var/cache/apt/archives/partial
