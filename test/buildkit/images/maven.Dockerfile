# Maven with one plugin from Debian's packages in place of the central repository, in addition to git.
FROM git
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      junit4 libmaven-dependency-plugin-java maven \
 && rm -rf /usr/share/doc /usr/share/locale /usr/share/man /var/cache/* /var/lib/apt/lists/*
COPY maven-settings.xml /etc/maven/settings.xml
# The plugin and what it needs, so that no test waits for them.
RUN cd /tmp \
 && echo '<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version></project>' >pom.xml \
 && mvn -B -q dependency:copy-dependencies \
 && rm pom.xml
