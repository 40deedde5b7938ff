import { Command } from '../../dockerfile';

/** The certificate authorities that are trusted. OpenSSL looks elsewhere in an image without its folders, so SSL_CERT_FILE names it. */
export const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
/** The time zones, compiled. */
export const TIME_ZONES = '/usr/share/zoneinfo';
/** How glibc looks up hosts. */
export const HOST_LOOKUP = '/etc/nsswitch.conf';
/** The locale of LANG for glibc; musl has it in itself. */
export const LOCALE = '/usr/lib/locale/C.utf8';

/** What says which distribution the files are of: scanners look there first. */
export const DISTRIBUTION = '/etc/os-release';

/** Takes away what compiled zone files are made of, and the same with other seconds. */
export function trimTimeZones(root: string): Command {
  return Command.argv('rm', '-rf', ...['posix', 'right', 'tzdata.zi'].map((name) => `${root}${TIME_ZONES}/${name}`));
}

/** The folders that every program takes for granted. */
export function systemFolders(root: string): Command[] {
  return [Command.argv('mkdir', '-p', `${root}/etc`, `${root}/tmp`), Command.argv('chmod', '1777', `${root}/tmp`)];
}

/** Root alone, in lists of users and groups that were not there. */
export function rootUser(root: string): Command[] {
  return [
    Command.shell(`echo 'root:x:0:0::/root:/usr/sbin/nologin' > ${root}/etc/passwd`),
    Command.shell(`echo 'root:x:0:' > ${root}/etc/group`),
  ];
}
