import { buildText } from './build-text';
import { imageInspect } from './image-inspect';
import { LoopbackRegistry } from './loopback-registry';
import { FETCHES_PACKAGES } from './unpacked-package';

/** What the official image has in /usr/local, Debian has in packages of its own. */
const PYTHON = ['python3.13-minimal', 'libpython3.13-minimal', 'libpython3.13-stdlib', 'libexpat1', 'libncursesw6', 'libtinfo6'];
const ROOT = '/arm64';

/**
 * Pushes the slim base for amd64, which is there, and for arm64, which is made: the packages of the one for the other architecture, unpacked.
 * Nothing of them runs, so it has no /etc/ld.so.cache. Gives the layers of each.
 */
export async function pushTwoPlatformBase(registry: LoopbackRegistry): Promise<{ amd64: string[]; arm64: string[] }> {
  const repository = 'docker/library/python';
  const amd64 = await imageInspect(FETCHES_PACKAGES);
  const arm64 = await buildText([
    `FROM --platform=$BUILDPLATFORM ${FETCHES_PACKAGES} AS files`,
    'WORKDIR /packages',
    'RUN dpkg --add-architecture arm64 && apt-get update -qq \\',
    "    && dpkg-query --show --showformat='${Architecture} ${Package}:arm64\\n' | sed -n 's/^amd64 //p' > /names \\",
    `    && printf '%s:arm64\\n' ${PYTHON.join(' ')} >> /names \\`,
    '    && sort -u /names | xargs apt-get -o APT::Sandbox::User=root download -qq',
    `RUN mkdir -p ${ROOT}/usr/bin ${ROOT}/usr/sbin ${ROOT}/usr/lib ${ROOT}/tmp ${ROOT}/usr/local/bin ${ROOT}/var/lib/dpkg && chmod 1777 ${ROOT}/tmp \\`,
    `    && cd ${ROOT} && ln -s usr/bin usr/sbin usr/lib . \\`,
    `    && for package in /packages/*.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C ${ROOT} -f - || exit 1; done \\`,
    `    && rm /etc/ld.so.cache /etc/ld.so.conf.d/*-linux-gnu.conf && cp -a --update=none /etc ${ROOT}/ && cp -a /etc/passwd /etc/group ${ROOT}/etc/ \\`,
    `    && sed 's/^Architecture: amd64$/Architecture: arm64/' /var/lib/dpkg/status > ${ROOT}/var/lib/dpkg/status \\`,
    `    && for name in python3.13 python3 python; do ln -s /usr/bin/python3.13 ${ROOT}/usr/local/bin/$name; done`,
    'FROM scratch',
    `COPY --from=files ${ROOT} /`,
    ...(amd64.Config.Env ?? []).map((variable) => `ENV ${variable.replace('=', '="')}"`),
    'CMD ["python3"]',
  ], { platform: 'linux/arm64' });
  const layers = { amd64: amd64.RootFS.Layers, arm64: (await imageInspect(arm64)).RootFS.Layers };
  await registry.push(arm64, repository, 'arm64');
  await registry.push(FETCHES_PACKAGES, repository, 'amd64');
  await registry.pushIndex(repository, '3.13-slim-trixie', { amd64: 'amd64', arm64: 'arm64' });
  return layers;
}
