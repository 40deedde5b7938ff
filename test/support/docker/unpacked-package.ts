/** The local image that Debian packages are fetched with. */
export const FETCHES_PACKAGES = 'public.ecr.aws/docker/library/python:3.13-slim-trixie';

/** The lines of a stage that has the files of a Debian package below `/unpacked`: nothing is installed, so no service starts. */
export function unpackedPackage(stage: string, name: string): string[] {
  return [
    `FROM --platform=$BUILDPLATFORM ${FETCHES_PACKAGES} AS ${stage}`,
    'WORKDIR /tmp',
    `RUN apt-get update -qq && apt-get -o APT::Sandbox::User=root download -qq ${name} && dpkg-deb -x ${name}_*.deb /unpacked`,
  ];
}
