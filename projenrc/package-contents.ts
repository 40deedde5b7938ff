import type { awscdk } from 'projen';

/**
 * The npm package, and with it the wheel and the jar, hold what is listed here and nothing else.
 * `tools/` are the scripts that run inside image builds: they are copied into build contexts, so they must travel along.
 */
export function addPackageContents(project: awscdk.AwsCdkConstructLibrary): void {
  project.addFields({
    files: ['lib/**/*.js', 'lib/**/*.d.ts', 'lib/**/*.json', 'tools/**', '!**/__pycache__/**', 'CHANGELOG.md', '.jsii'],
  });
}
