# Stands in for python:3.12-slim where no registry can be reached: same commands, same paths, Debian's version.
FROM debian AS packages
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      ca-certificates python-is-python3 python3-pip python3-poetry python3-venv \
 && rm -rf /usr/lib/python3*/EXTERNALLY-MANAGED
# `pip install poetry` shall be satisfied without an index. Debian's package holds what Poetry needs, in versions that
# differ from those that its metadata ask for.
RUN sed -i '/^Requires-Dist:/d' /usr/lib/python3/dist-packages/poetry-*.dist-info/METADATA
# An index that can not be reached shall cost no time. Every other configuration file of pip takes precedence.
RUN mkdir -p /etc/xdg/pip \
 && printf '[global]\nretries = 0\ndisable-pip-version-check = true\nroot-user-action = ignore\n' > /etc/xdg/pip/pip.conf
# Each test saves the whole image: what no test needs goes.
RUN rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*

FROM scratch
COPY --from=packages / /
CMD ["python3"]
