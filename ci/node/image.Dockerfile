# A program of the cluster's own, alone in its image.
FROM scratch
ARG PROGRAM
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY ${PROGRAM} /${PROGRAM}
