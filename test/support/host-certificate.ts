import { execFileSync } from 'child_process';
import * as path from 'path';
import { writeFiles } from './write-files';

/** The files of a host's certificate. */
export interface HostCertificate {
  /** The certificate of the authority that signed it, which nobody knows. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Makes an authority and a certificate of it for a host, valid for two days, in a folder. */
export function hostCertificate(folder: string, host: string): HostCertificate {
  const at = (name: string) => path.join(folder, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'pipe' });
  const newKey = (file: string) => ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', at(file)];
  openssl('req', '-x509', ...newKey('ca.key'), '-out', at('ca.pem'), '-days', '2', '-subj', '/CN=Test Authority',
    '-addext', 'keyUsage=critical,keyCertSign', '-addext', 'basicConstraints=critical,CA:TRUE');
  // A name has at most 64 characters; what counts is the alternative name.
  openssl('req', ...newKey('host.key'), '-out', at('host.csr'), '-subj', `/CN=${host.slice(0, 64)}`);
  writeFiles(folder, { 'host.ext': `subjectAltName=DNS:${host}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n` });
  openssl('x509', '-req', '-in', at('host.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-out', at('host.pem'), '-days', '2',
    '-extfile', at('host.ext'));
  return { authority: at('ca.pem'), certificate: at('host.pem'), key: at('host.key') };
}
