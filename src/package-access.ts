import * as fs from 'fs';
import { PackageAccessProps } from './package-access-props';
import { CodedError } from './private/coded-error';
import { PackageIndex } from './python';
import { AppSettings } from './stages/app-settings';

/** Checks what an app says of where packages come from, and reads the certificates. What the app does not say, the defaults do. */
export function packageAccess(props: PackageAccessProps, defaults: PackageAccessProps): Pick<AppSettings, 'indexes' | 'gitHosts' | 'buildSecrets' | 'certificates'> {
  const file = props.buildCertificates ?? defaults.buildCertificates;
  return {
    indexes: PackageIndex._checked(props.indexes ?? defaults.indexes ?? []),
    gitHosts: [...props.gitHosts ?? defaults.gitHosts ?? []],
    buildSecrets: { ...props.buildSecrets ?? defaults.buildSecrets },
    ...(file !== undefined && { certificates: readCertificates(file) }),
  };
}

function readCertificates(file: string): string {
  const text = fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file, 'utf8').replace(/\r\n/g, '\n') : undefined;
  if (text === undefined || !text.includes('-----BEGIN CERTIFICATE-----') || text.includes('PRIVATE KEY-----')) {
    throw new CodedError('CertificateInvalid', {
      what: `${JSON.stringify(file)} is no file of certificates`,
      found: text === undefined ? 'no such file; a path is relative to the working directory' : text.includes('PRIVATE KEY-----') ? 'a private key, which is not read' : 'no certificate in it',
      expected: 'a PEM file: -----BEGIN CERTIFICATE-----, once for each authority',
      write: "buildCertificates: 'certificates/company.pem'",
    });
  }
  return text;
}
