import type { Variant } from '../variant.ts'

const server = (password: string): string =>
  `<settings><servers><server><id>acme</id><username>ci</username><password>${password}</password></server></servers></settings>\n`
const pom = { 'pom.xml': '<project />\n' }
const gradle = { 'build.gradle': 'plugins {}\n' }

export const mavenVariants: readonly Variant[] = [
  {
    title: 'settings.xml is copied to its place',
    dockerfile: `
      FROM maven:3.9 AS build
      WORKDIR /app
      COPY settings.xml /root/.m2/settings.xml
      COPY pom.xml .
      RUN mvn -B dependency:go-offline
      COPY src src
      RUN mvn -B package -DskipTests
      FROM eclipse-temurin:21-jre
      COPY --from=build /app/src /app
    `,
    files: { ...pom, 'settings.xml': server('{{TOKEN}}'), 'src/Main.java': 'class Main {}\n' },
  },
  {
    title: 'settings.xml is named by an option',
    dockerfile: `
      FROM maven:3.9
      WORKDIR /app
      COPY pom.xml settings.xml ./
      RUN mvn -s settings.xml -B verify
    `,
    files: { ...pom, 'settings.xml': server('{{TOKEN}}') },
  },
  {
    title: 'settings.xml refers to a variable',
    dockerfile: `
      FROM maven:3.9
      ARG MVN_PASSWORD
      ENV MVN_PASSWORD=\${MVN_PASSWORD}
      WORKDIR /app
      COPY pom.xml settings.xml ./
      RUN mvn -s settings.xml -B package
    `,
    files: { ...pom, 'settings.xml': server('${env.MVN_PASSWORD}') },
    args: { MVN_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'a property of the command has the password',
    dockerfile: `
      FROM maven:3.9
      ARG NEXUS_PASSWORD
      WORKDIR /app
      COPY pom.xml settings.xml ./
      RUN mvn -B deploy -s settings.xml -Dnexus.password=\${NEXUS_PASSWORD}
    `,
    files: { ...pom, 'settings.xml': server('${nexus.password}') },
    args: { NEXUS_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'settings.xml is written in the step that needs it',
    dockerfile: `
      FROM maven:3.9
      ARG GITHUB_TOKEN
      WORKDIR /app
      COPY pom.xml .
      RUN mkdir -p /root/.m2 && \\
          echo "<settings><servers><server><id>github</id><username>ci</username><password>\${GITHUB_TOKEN}</password></server></servers></settings>" > /root/.m2/settings.xml && \\
          mvn -B package
    `,
    files: pom,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'sed puts the password into a copied settings.xml',
    dockerfile: `
      FROM maven:3.9
      ARG NEXUS_PASS
      COPY settings-template.xml /root/.m2/settings.xml
      RUN sed -i "s/@PASSWORD@/$NEXUS_PASS/" /root/.m2/settings.xml
      WORKDIR /app
      COPY pom.xml .
      RUN mvn -B package
    `,
    files: { ...pom, 'settings-template.xml': server('@PASSWORD@') },
    args: { NEXUS_PASS: '{{TOKEN}}' },
  },
  {
    title: 'settings.xml for another user',
    dockerfile: `
      FROM maven:3.9
      RUN useradd -m -u 1200 build
      USER build
      WORKDIR /home/build/app
      COPY --chown=build settings.xml /home/build/.m2/settings.xml
      COPY pom.xml .
      RUN mvn -B package
    `,
    files: { ...pom, 'settings.xml': server('{{TOKEN}}') },
  },
]

export const gradleVariants: readonly Variant[] = [
  {
    title: 'an option with a property has the password',
    dockerfile: `
      FROM gradle:8
      ARG REPO_PASSWORD
      WORKDIR /app
      COPY build.gradle .
      RUN gradle build --no-daemon -PcorpUser=ci -PcorpPassword=$REPO_PASSWORD
    `,
    files: gradle,
    args: { REPO_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'the wrapper runs code that reads the variable',
    dockerfile: `
      FROM eclipse-temurin:21
      ARG ARTIFACTORY_PASSWORD
      ENV ARTIFACTORY_USER=ci
      WORKDIR /app
      COPY build.gradle gradlew ./
      RUN chmod +x gradlew && ./gradlew assemble
    `,
    files: { ...gradle, gradlew: '#!/bin/sh\nexec gradle "$@"\n' },
    args: { ARTIFACTORY_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'gradle.properties is copied for the user',
    dockerfile: `
      FROM gradle:8
      USER root
      WORKDIR /app
      COPY gradle.properties /root/.gradle/gradle.properties
      COPY build.gradle .
      RUN gradle --no-daemon build
    `,
    files: { ...gradle, 'gradle.properties': 'corpUser=ci\ncorpPassword={{TOKEN}}\n' },
  },
  {
    title: 'echo writes gradle.properties',
    dockerfile: `
      FROM gradle:8
      ARG GITHUB_TOKEN
      WORKDIR /app
      RUN mkdir -p ~/.gradle && echo "gpr.key=$GITHUB_TOKEN" > ~/.gradle/gradle.properties
      COPY build.gradle .
      RUN gradle build
    `,
    files: gradle,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'ENV has the name that Gradle reads',
    dockerfile: `
      FROM gradle:8
      ARG NEXUS_PASSWORD
      ENV ORG_GRADLE_PROJECT_nexusPassword=$NEXUS_PASSWORD
      WORKDIR /app
      COPY build.gradle .
      RUN gradle publish
    `,
    files: gradle,
    args: { NEXUS_PASSWORD: '{{TOKEN}}' },
  },
]

export const sbtVariants: readonly Variant[] = [
  {
    title: '.credentials is copied',
    dockerfile: `
      FROM sbtscala/scala-sbt:eclipse-temurin-21
      WORKDIR /app
      COPY .credentials /root/.sbt/.credentials
      COPY build.sbt .
      RUN sbt update
      RUN sbt stage
    `,
    files: {
      'build.sbt': 'name := "app"\n',
      '.credentials': 'realm=Artifactory\nhost=repo.acme.example\nuser=ci\npassword={{TOKEN}}\n',
    },
  },
  {
    title: 'coursier reads its variable',
    dockerfile: `
      FROM sbtscala/scala-sbt:eclipse-temurin-21
      ARG COURSIER_CREDENTIALS
      WORKDIR /app
      COPY build.sbt .
      RUN sbt stage
    `,
    files: { 'build.sbt': 'name := "app"\n' },
    args: { COURSIER_CREDENTIALS: 'repo.acme.example ci:{{TOKEN}}' },
  },
]
