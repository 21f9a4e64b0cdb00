import type { Variant } from '../variant.ts'

const AUTH = 'machine apt.acme.example login ci password {{TOKEN}}\n'

export const systemVariants: readonly Variant[] = [
  {
    title: 'apt: a password file is copied',
    dockerfile: `
      FROM debian:bookworm
      COPY acme.conf /etc/apt/auth.conf.d/acme.conf
      RUN echo "deb https://apt.acme.example stable main" > /etc/apt/sources.list.d/acme.list
      RUN apt-get update && apt-get install -y acme-tool && rm -rf /var/lib/apt/lists/*
    `,
    files: { 'acme.conf': AUTH },
  },
  {
    title: 'apt: echo writes the password file',
    dockerfile: `
      FROM debian:bookworm
      ARG APT_PASSWORD
      RUN echo "machine apt.acme.example login ci password $APT_PASSWORD" > /etc/apt/auth.conf && \\
          apt-get update && apt-get install -y acme-tool && \\
          rm /etc/apt/auth.conf
    `,
    args: { APT_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'apt: the password is in a source',
    dockerfile: `
      FROM debian:bookworm
      ARG APT_PASSWORD
      RUN echo "deb https://ci:$APT_PASSWORD@apt.acme.example stable main" > /etc/apt/sources.list.d/acme.list
      RUN apt-get update && apt-get install -y acme-tool
    `,
    args: { APT_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'apt: the source is written, used and removed in one step',
    dockerfile: `
      FROM debian:bookworm
      ARG APT_PASSWORD
      RUN set -e; \\
          echo "deb https://ci:\${APT_PASSWORD}@apt.acme.example stable main" > /etc/apt/sources.list.d/acme.list; \\
          apt-get update; \\
          apt-get install -y --no-install-recommends acme-tool; \\
          rm -rf /etc/apt/sources.list.d/acme.list /var/lib/apt/lists/*
    `,
    args: { APT_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'dnf: a .repo file with a password is copied',
    dockerfile: `
      FROM fedora:41
      COPY acme.repo /etc/yum.repos.d/acme.repo
      RUN dnf install -y acme-tool && dnf clean all && rm /etc/yum.repos.d/acme.repo
    `,
    files: { 'acme.repo': '[acme]\nbaseurl=https://rpm.acme.example/\nusername=ci\npassword={{TOKEN}}\n' },
  },
  {
    title: 'dnf: printf writes a .repo file',
    dockerfile: `
      FROM fedora:41
      ARG RPM_PASSWORD
      RUN printf '[acme]\\nbaseurl=https://rpm.acme.example/\\nusername=ci\\npassword=%s\\n' "$RPM_PASSWORD" > /etc/yum.repos.d/acme.repo
      RUN dnf install -y acme-tool
    `,
    args: { RPM_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'apk: the address of the repository has the password',
    dockerfile: `
      FROM alpine:3.21
      ARG APK_PASSWORD
      RUN echo "https://ci:$APK_PASSWORD@apk.acme.example/main" >> /etc/apk/repositories && apk add --no-cache acme-tool
    `,
    args: { APK_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'apk: an argument has the name that it reads',
    dockerfile: `
      FROM alpine:3.21
      ARG HTTP_AUTH
      RUN apk add --no-cache acme-tool
    `,
    args: { HTTP_AUTH: 'basic:*:ci:{{TOKEN}}' },
  },
  {
    title: 'apk: an option has the address with the password',
    dockerfile: `
      FROM alpine:3.21
      ARG APK_PASSWORD
      RUN apk add --no-cache --repository "https://ci:\${APK_PASSWORD}@apk.acme.example/main" acme-tool
    `,
    args: { APK_PASSWORD: '{{TOKEN}}' },
  },
]
