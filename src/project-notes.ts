import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { shortened } from './private/shortened';
import { inUsersLanguage } from './private/users-language';
import { PythonProject } from './python';
import { platformVariables } from './python/declarations/platform-variables';
import { buildSteps } from './python/entrypoints/build-steps';
import { collectingProp, Named, staticRootOf } from './python/entrypoints/django-site';
import { releaseProcess } from './python/entrypoints/procfile';
import { readProcfile } from './python/entrypoints/procfile-processes';
import { listedPackages } from './python/system/listed-packages';
import { PythonAppProps } from './python-app-props';

/** What the files of a project say for other places, and an image of it does not have or do: each with the line that has it otherwise. */
export function tellOfProject(app: Construct, project: PythonProject, props: PythonAppProps, packages: Named[]): void {
  const { path } = app.node;
  const tell = (id: string, text: string) => Annotations.of(app).addInfoV2(`cdk-python-images:${id}`, text);
  const release = props.entrypoint === undefined ? releaseProcess(project) : undefined;
  if (release !== undefined) {
    tell('release-process',
      `the image of ${path} does not run the release process of its Procfile, ${JSON.stringify(release)}; run it before a deployment: a task of the same image with this command`);
  }
  const { web, release: _, ...others } = readProcfile(project._source) ?? {};
  const [other] = Object.entries(others);
  if (props.entrypoint === undefined && web !== undefined && other !== undefined) {
    const words = other[1].split(/\s+/).map((word) => `'${word.replace(/[\\']/g, '\\$&')}'`).join(', ');
    tell('processes', `the image of ${path} starts web of its Procfile, and nothing starts ${shortened(Object.keys(others))}; write another container of the same image: `
      + `addContainer('${other[0]}', { image: app.toEcsContainerImage(), entryPoint: [${words}] })`);
  }
  const listed = props.systemPackages === undefined ? listedPackages(project._source, packages.map(({ name }) => name)) : undefined;
  if (listed !== undefined) {
    const options = `{ runtimePackages: [${listed.packages.map((name) => `'${name}'`).join(', ')}] }`;
    tell('listed-packages', `the image of ${path} does not have the packages of ${listed.file}; to add them, by their names in Debian: `
      + `systemPackages: SystemPackages.combine(SystemPackages.fromCatalogue(), SystemPackages.apt(${options}))`);
  }
  const root = props.entrypoint === undefined ? staticRootOf(project, packages) : undefined;
  if (root !== undefined) {
    tell('static-files', `STATIC_ROOT of ${root.file} is set, and nothing collects the static files of ${path}; have the build do it: ${collectingProp(root)}`);
  }
  tellOfVariables(app, project, props, tell);
  for (const { file, step, write } of buildSteps(project._source, packages.map(({ name }) => name))) {
    tell('build-step', `${file} wants ${JSON.stringify(step)} to have run, and the build of ${path} does not run it; write ${inUsersLanguage(write)}`);
  }
}

/** Variables of a platform's file or of the project's own Dockerfile that the app was not given. */
function tellOfVariables(
  app: Construct, project: PythonProject, { environment = {} }: PythonAppProps, tell: (id: string, text: string) => void,
): void {
  const { file, variables = {} } = platformVariables(project._source) ?? {};
  const missing = Object.entries(variables).filter(([name]) => !Object.hasOwn(environment, name));
  if (file !== undefined && missing.length > 0) {
    const written = missing.map(([name, value]) => `${name}: '${value.replace(/[\\']/g, '\\$&')}'`).join(', ');
    tell('variables', `${file} sets ${shortened(missing.map(([name]) => name))}, and the image of ${app.node.path} does not have that; `
      + `what is the same everywhere: ${inUsersLanguage(`environment: { ${written} }`)}; the rest belongs to the service that runs the image`);
  }
}
