import * as fs from 'fs';
import * as path from 'path';

const HOSTS = '/etc/hosts';
const MARK = '# cdk-python-images deploy tests';

/** Leads a name to this machine, and has the Docker engine trust an authority for it. */
export function addHostName(host: string, authority: string): void {
  removeHostName(host);
  const end = fs.readFileSync(HOSTS, 'utf8').endsWith('\n') ? '' : '\n';
  fs.appendFileSync(HOSTS, `${end}127.0.0.1 ${host} ${MARK}\n`);
  const folder = certificatesOf(host);
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(authority, path.join(folder, 'ca.crt'));
}

/** Takes both away again, also those of a run that could not. The file is written in place: it may be a mount. */
export function removeHostName(host: string): void {
  const lines = fs.readFileSync(HOSTS, 'utf8').split('\n');
  if (lines.some((line) => line.endsWith(MARK))) {
    fs.writeFileSync(HOSTS, lines.filter((line) => !line.endsWith(MARK)).join('\n'));
  }
  fs.rmSync(certificatesOf(host), { recursive: true, force: true });
  for (let folder = path.dirname(certificatesOf(host)); fs.existsSync(folder) && fs.readdirSync(folder).length === 0; folder = path.dirname(folder)) {
    fs.rmdirSync(folder);
  }
}

function certificatesOf(host: string): string {
  return `/etc/docker/certs.d/${host}`;
}
