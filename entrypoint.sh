#!/bin/sh
# Starts the container: loads the seeds, which changes nothing when the store has them, then serves.
# Any other command of quoteservice runs as given: docker run … quoteservice verify "…"
set -eu

if [ "${1:-serve}" = serve ]; then
    # The first process of a container gets no signal that it does not catch: without the trap, a stop during the
    # loading would wait until Docker kills.
    trap 'kill -TERM "$loading" 2>/dev/null; wait "$loading"; exit 143' TERM INT
    quoteservice ingest --index /opt/seeds/index.json >/dev/null &
    loading=$!
    # What is in the store is worth serving even where nothing can be added to it, such as on a full disk.
    wait "$loading" || echo "quoteservice: the seeds were not loaded" >&2
    trap - TERM INT
fi
exec quoteservice "$@"
