# pip and Twine, in addition to git.
FROM git
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      python-is-python3 python3-pip python3-setuptools twine \
 && rm -rf /usr/lib/python3*/EXTERNALLY-MANAGED \
 && rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_RETRIES=0 PIP_ROOT_USER_ACTION=ignore
