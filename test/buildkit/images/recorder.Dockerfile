# A small image in which every tool that takes credentials only tells the recorder what it sees; see recorder/tool.
FROM debian AS parts
RUN apt-get update && apt-get install -y --no-install-recommends busybox-static && rm -rf /var/lib/apt/lists/*
COPY recorder/ /parts/
RUN sh /parts/assemble /root-of-image

FROM scratch
COPY --from=parts /root-of-image /
CMD ["sh"]
