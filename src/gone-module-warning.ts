import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { shortened } from './private/shortened';
import { PythonProject, PythonVersion } from './python';
import { DependencyPlan } from './python/dependencies/dependency-plan';
import { goneModules } from './python/versions/gone-modules';

/** Says which modules of the standard library the code imports that its Python has no more: the check in the build fails with the first. */
export function warnOfGoneModules(app: Construct, project: PythonProject, python: PythonVersion, plan: DependencyPlan | undefined): void {
  const number = (minor: string) => Number(minor.slice(2));
  const packages = plan?.packages.map(({ name }) => name) ?? [];
  const gone = goneModules(project, packages).filter(({ module, without }) => number(without) <= number(python.minor)
    // Without a lock, setuptools is added.
    && !(module === 'distutils' && plan?.locked === false));
  if (gone.length > 0) {
    const last = Math.min(...gone.map(({ without }) => number(without))) - 1;
    Annotations.of(app).addWarningV2('cdk-python-images:gone-modules',
      `the code imports what Python ${python.minor} has no more: ${shortened(gone.map(({ file, line, module }) => `${module} (${file}, line ${line})`), 4)}. `
      + `Take what has its place, or python: PythonVersion.of('3.${last}')`);
  }
}
