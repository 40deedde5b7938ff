/** The C library of an image. Compiled code of one does not run on the other. */
export enum Libc {
  /** The GNU C library: Debian, Ubuntu, Fedora, Amazon Linux, distroless. */
  GLIBC = 'glibc',
  /** musl: Alpine. */
  MUSL = 'musl',
}
