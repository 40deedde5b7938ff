import * as fs from 'fs';
import * as path from 'path';
import { expect, test } from 'vitest';
import { readPage, ROOT } from '../support/docs/pages';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly engines: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
  readonly jsii: { readonly targets: { readonly java: { readonly maven: Record<string, string> }; readonly python: Record<string, string> } };
}

const { name, version, engines, peerDependencies, jsii: { targets } } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as PackageJson;

test('the README names the packages, the version and what they need as package.json does', () => {
  const install = /\n## Install\n([^]*?)\n## /.exec(readPage('README.md'))![1];
  expect(install).toContain(`npm install ${name}`);
  expect(install).toContain(`pip install ${targets.python.distName}`);
  expect(install).toContain(`\`${targets.java.maven.groupId}:${targets.java.maven.artifactId}\``);
  expect(Object.keys(targets).sort()).toEqual(['java', 'python']);
  expect(install).toContain('There is no package for .NET or Go');
  expect(version !== '0.0.0' || install.includes('(version 0.0.0)')).toBe(true);
  for (const [peer, range] of Object.entries(peerDependencies)) {
    expect(install).toContain(`\`${peer}\` ${range}`);
  }
  expect(install).toContain(`Node.js ${engines.node.replace(/^>= /, '').replace(/\.0$/, '')} or later`);
});
