import { buildText } from './build-text';
import { imageInspect } from './image-inspect';
import type { LoopbackRegistry } from './loopback-registry';
import { FETCHES_PACKAGES } from './unpacked-package';

/** What the official image has in /usr/local, Debian has in packages of its own. */
const PYTHON = ['python3.13-minimal', 'libpython3.13-minimal', 'libpython3.13-stdlib', 'libexpat1', 'libncursesw6', 'libtinfo6'];
const ROOT = '/foreign';

/** An architecture as Debian calls it, and the platform that Docker calls by it. */
const ARCHITECTURES = { arm64: { architecture: 'arm64' }, armhf: { architecture: 'arm', variant: 'v7' } };

/** The layers of the slim base for each architecture. */
export type BaseLayers = Record<'amd64' | keyof typeof ARCHITECTURES, string[]>;

/** Pushes the slim base under one name: for amd64, which is there, and for the others, which are made. Gives the layers of each. */
export async function pushForeignBases(registry: LoopbackRegistry): Promise<BaseLayers> {
  const repository = 'docker/library/python';
  const amd64 = await imageInspect(FETCHES_PACKAGES);
  const made = { arm64: await foreignBase('arm64', amd64.Config.Env ?? []), armhf: await foreignBase('armhf', amd64.Config.Env ?? []) };
  const layers = {
    amd64: amd64.RootFS.Layers, arm64: (await imageInspect(made.arm64)).RootFS.Layers, armhf: (await imageInspect(made.armhf)).RootFS.Layers,
  };
  for (const [tag, image] of Object.entries({ ...made, amd64: FETCHES_PACKAGES })) {
    await registry.push(image, repository, tag);
  }
  await registry.pushIndex(repository, '3.13-slim-trixie', { amd64: { architecture: 'amd64' }, ...ARCHITECTURES });
  return layers;
}

/** The packages of the slim base for another architecture, unpacked. Nothing of them runs, so there is no /etc/ld.so.cache. */
function foreignBase(debian: keyof typeof ARCHITECTURES, environment: string[]): Promise<string> {
  const { architecture, variant } = { variant: '', ...ARCHITECTURES[debian] };
  return buildText([
    `FROM --platform=$BUILDPLATFORM ${FETCHES_PACKAGES} AS files`,
    'WORKDIR /packages',
    `RUN dpkg --add-architecture ${debian} && apt-get update -qq \\`,
    `    && dpkg-query --show --showformat='\${Architecture} \${Package}:${debian}\\n' | sed -n 's/^amd64 //p' > /names \\`,
    `    && printf '%s:${debian}\\n' ${PYTHON.join(' ')} >> /names \\`,
    '    && sort -u /names | xargs apt-get -o APT::Sandbox::User=root download -qq',
    `RUN mkdir -p ${ROOT}/usr/bin ${ROOT}/usr/sbin ${ROOT}/usr/lib ${ROOT}/tmp ${ROOT}/usr/local/bin ${ROOT}/usr/local/lib ${ROOT}/var/lib/dpkg \\`,
    `    && chmod 1777 ${ROOT}/tmp && cd ${ROOT} && ln -s usr/bin usr/sbin usr/lib . \\`,
    `    && for package in /packages/*.deb; do dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink -C ${ROOT} -f - || exit 1; done \\`,
    `    && rm /etc/ld.so.cache /etc/ld.so.conf.d/*-linux-gnu.conf && cp -a --update=none /etc ${ROOT}/ && cp -a /etc/passwd /etc/group ${ROOT}/etc/ \\`,
    `    && cp -a --update=none /usr/share/zoneinfo ${ROOT}/usr/share/ \\`,
    `    && sed 's/^Architecture: amd64$/Architecture: ${debian}/' /var/lib/dpkg/status > ${ROOT}/var/lib/dpkg/status \\`,
    `    && for name in python3.13 python3 python; do ln -s /usr/bin/python3.13 ${ROOT}/usr/local/bin/$name; done \\`,
    `    && ln -s /usr/lib/python3.13 ${ROOT}/usr/local/lib/python3.13`,
    'FROM scratch',
    `COPY --from=files ${ROOT} /`,
    ...environment.map((variable) => `ENV ${variable.replace('=', '="')}"`),
    'CMD ["python3"]',
  ], { platform: ['linux', architecture, variant].filter((part) => part !== '').join('/') });
}
