# Stand-ins for the public base images, with the official layout: CPython compiled from source under /usr/local.
# Context: the folder `bases` fills (cpython-VERSION.tar, ca/). `debian:trixie-slim` is imported before.
ARG PYTHON=3.13

FROM debian:trixie-slim AS debian
COPY ca/ /usr/local/share/ca-certificates/
RUN update-ca-certificates >/dev/null \
 && printf '%s\n' 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };' \
      'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";' > /etc/apt/apt.conf.d/docker-clean \
 && printf '%s\n' 'Acquire::Languages "none";' 'Acquire::GzipIndexes "true";' > /etc/apt/apt.conf.d/docker-lean
# pip and uv read these; a real base image has no need of them.
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt

FROM debian AS cpython
ARG PYTHON
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev make xz-utils pkg-config libssl-dev \
      zlib1g-dev libffi-dev libsqlite3-dev libbz2-dev liblzma-dev libreadline-dev uuid-dev >/dev/null
RUN --mount=type=bind,source=cpython-${PYTHON}.tar,target=/src.tar mkdir /src && tar -xf /src.tar -C /src --strip-components=1
WORKDIR /src
RUN ./configure --prefix=/usr/local --enable-shared --with-ensurepip --enable-loadable-sqlite-extensions \
      LDFLAGS='-Wl,-rpath,/usr/local/lib -Wl,--strip-all' >/dev/null \
 && make -j"$(nproc)" >/dev/null 2>&1 && make install DESTDIR=/out >/dev/null 2>&1
RUN find /out -depth \( \( -type d -a \( -name test -o -name tests -o -name idle_test \) \) \
      -o \( -type f -a \( -name '*.pyc' -o -name 'libpython3*.a' \) \) \) -exec rm -rf '{}' +

FROM debian AS slim
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends libssl3t64 zlib1g libffi8 libsqlite3-0 libbz2-1.0 \
      liblzma5 libreadline8t64 libuuid1 >/dev/null && rm -rf /var/lib/apt/lists/* /var/cache/apt
COPY --from=cpython /out/usr/local /usr/local
RUN ldconfig && for name in python pip; do ln -sf "${name}3" "/usr/local/bin/$name"; done && python -V && pip -V
CMD ["python3"]

FROM slim AS full
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends build-essential git pkg-config libssl-dev libffi-dev \
      zlib1g-dev libsqlite3-dev libbz2-dev liblzma-dev libpq-dev libjpeg-dev libxml2-dev libxslt1-dev >/dev/null \
 && rm -rf /var/lib/apt/lists/*

# Stand-in for a distroless base: Debian's own Python at /usr/bin, no shell, no package manager.
FROM debian AS distroless-files
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3.13-minimal libpython3.13-stdlib libssl3t64 libffi8 libsqlite3-0 >/dev/null
# Only the files of these packages, and the merged-/usr links.
RUN mkdir /rootfs && for package in base-files netbase tzdata libc6 libgcc-s1 libstdc++6 zlib1g libssl3t64 libffi8 libsqlite3-0 libbz2-1.0 liblzma5 \
      libreadline8t64 libtinfo6 libuuid1 libexpat1 libncursesw6 libdb5.3t64 libzstd1 python3.13-minimal libpython3.13-minimal libpython3.13-stdlib; do \
      dpkg -L "$package" 2>/dev/null || true; \
    done | sort -u | while read -r file; do if [ -f "$file" ] || [ -L "$file" ]; then printf '%s\0' "$file"; fi; done \
  | tar --null -T - -cf - | tar -xf - -C /rootfs
RUN for link in bin lib lib64 sbin; do if [ -L "/$link" ]; then rm -rf "/rootfs/$link" && cp -a "/$link" /rootfs/; fi; done \
 && cp -a /etc/ssl /rootfs/etc/ && mkdir -p /rootfs/tmp /rootfs/home/nonroot && chmod 1777 /rootfs/tmp \
 && ln -sf python3.13 /rootfs/usr/bin/python3 && ln -sf python3.13 /rootfs/usr/bin/python \
 && printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' > /rootfs/etc/passwd \
 && printf 'root:x:0:\nnonroot:x:65532:\n' > /rootfs/etc/group && rm -f /rootfs/usr/bin/*sh /rootfs/usr/bin/perl*
FROM scratch AS distroless
COPY --from=distroless-files /rootfs /
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
ENTRYPOINT ["/usr/bin/python3.13"]

# Stand-in for the Lambda base: Python at /var/lang/bin, the function in /var/task, the runtime client in place.
FROM slim AS lambda
RUN ln -s /usr/local /var/lang && mkdir -p /var/task && pip install --no-cache-dir --quiet awslambdaric \
 && printf '%s\n' '#!/bin/sh' 'exec /var/lang/bin/python3.13 -m awslambdaric "$@"' > /lambda-entrypoint.sh && chmod +x /lambda-entrypoint.sh
ENV LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime PATH=/var/lang/bin:/usr/local/bin:/usr/bin:/bin
WORKDIR /var/task
ENTRYPOINT ["/lambda-entrypoint.sh"]
