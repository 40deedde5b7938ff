import { type awscdk, JsonFile, type Task } from 'projen';

const TESTED_ALWAYS = 'vitest run --project unit --project synth';

/** The commands of CONTRIBUTING.md. */
export function addTasks(project: awscdk.AwsCdkConstructLibrary): void {
  const types = project.addTask('test:types', { description: 'Type-check the library, its tests and the programs beside them', exec: 'tsc --noEmit -p test/tsconfig.json' });
  addPrograms(project, types, 'examples', 'bench');

  const lint = project.addTask('lint', { description: 'Lint everything, the import law included', receiveArgs: true });
  lint.spawn(project.tasks.tryFind('eslint')!, { receiveArgs: true });

  const tools = project.addTask('tools', { description: 'Install hadolint and uv into .tools', exec: 'scripts/tools' });
  project.addTask('engine', {
    description: 'Start a Docker engine if none answers, and make the base images',
    steps: [{ exec: 'scripts/engine/up' }, { exec: 'scripts/engine/bases 3.11', receiveArgs: true }, { exec: 'scripts/engine/bases-musl' }],
  });
  project.addTask('test:unit', {
    description: 'Only the tests that take milliseconds',
    exec: 'vitest run --project unit',
    receiveArgs: true,
  });
  const fast = project.addTask('test:fast', { description: 'The tests that need no Docker engine, and what they cover', exec: `${TESTED_ALWAYS} --coverage` });
  project.addTask('test:watch', { description: 'The fast tests again on every change', exec: 'vitest --project unit', receiveArgs: true });
  project.addTask('test:image', {
    description: 'Build and run real images; needs a Docker engine',
    exec: 'scripts/test-images',
    receiveArgs: true,
  });
  project.addTask('test:nuitka', {
    description: 'Compile programs and run them; needs a Docker engine and many minutes',
    exec: 'vitest run --project nuitka',
    receiveArgs: true,
  });
  project.addTask('test:deploy', {
    description: 'Deploy with the CDK to stand-ins for AWS on this machine; needs a Docker engine, root and Debian',
    exec: 'scripts/deploy/test',
    receiveArgs: true,
  });
  project.addTask('test:podman', {
    description: 'Deploy and build with a Podman that is unpacked for it; needs a Docker engine, root and Debian',
    steps: [{ exec: 'scripts/deploy/test --project podman' }, { exec: 'vitest run --project podman-images' }],
  });
  const wheel = project.addTask('test:python', { description: 'Make the wheel and compare what it gives in Python with what TypeScript gives' });
  for (const task of [project.preCompileTask, project.compileTask, project.tasks.tryFind('package:python')!]) wheel.spawn(task);
  wheel.exec('vitest run --project python', { receiveArgs: true });
  const jar = project.addTask('test:java', { description: 'Make the jar and compare what an app in Java gives with what TypeScript gives; needs a JDK and Maven' });
  for (const task of [project.preCompileTask, project.compileTask, project.tasks.tryFind('package:java')!]) jar.spawn(task);
  jar.exec('vitest run --project java', { receiveArgs: true });
  project.addTask('test:integ', { description: 'Compare the templates and the manifests of assets with their snapshots', exec: 'scripts/snapshots' });
  project.addTask('test:cdk-newest', {
    description: 'Compile with the newest aws-cdk-lib, and run the tests of whole apps and cdk-nag with it',
    exec: 'scripts/compat',
    receiveArgs: true,
  });
  const update = project.addTask('golden:update', { description: 'Rewrite the expected outputs from what is rendered now' });
  update.exec("vitest run --project synth test/golden --exclude '**/lint.test.ts'", { env: { UPDATE_GOLDENS: '1' }, receiveArgs: true });
  update.exec('scripts/snapshots --update');

  // The same steps as in .ci/run, where each runs whatever became of those before it.
  project.testTask.reset();
  for (const task of [types, lint, tools, fast]) project.testTask.spawn(task);
  project.testTask.exec('scripts/test-images --optional');

  project.addTask('example', { description: 'Synthesize and run the example', exec: 'tsx examples/inventory/run.ts', receiveArgs: true });
  project.addTask('bench', { description: 'Measure builds, images and synth', exec: 'tsx bench/run.ts', receiveArgs: true });
  project.addTask('bench:pairs', { description: 'Measure builds of several kinds of apps beside Dockerfiles by hand', exec: 'tsx bench/pairs.ts', receiveArgs: true });
  project.addTask('bench:synth', { description: 'Measure the synthesis of fifty apps over one tree', exec: 'tsx bench/synth.ts' });

  addBuild(project);
}

/** `build` makes the npm package; the wheel and the jar have tasks of their own, since they need their languages' tools. */
function addBuild(project: awscdk.AwsCdkConstructLibrary): void {
  project.preCompileTask.exec('rm -rf lib .jsii', { name: 'nothing of a deleted source is packed' });
  project.compileTask.reset('jsii --fail-on-warnings'); // a name that is reserved in Python, Java or Go is a warning
  project.watchTask.reset('jsii -w');
  const assemble = project.addTask('assemble', { description: 'Compile and write API.md' });
  for (const task of [project.preCompileTask, project.compileTask, project.postCompileTask]) assemble.spawn(task);
  for (const language of ['js', 'python', 'java']) {
    // package.json lists what is packed; pacmak would add an .npmignore beside it.
    project.tasks.tryFind(`package:${language}`)!.reset(`jsii-pacmak --no-npmignore --target ${language}`);
  }
  project.packageTask.reset();
  project.packageTask.spawn(project.tasks.tryFind('package:js')!);
  project.packageTask.exec('scripts/check-package js');
  project.tasks.tryFind('package:python')!.exec('scripts/check-package python');
}

/** Programs outside src and test, each folder with a tsconfig, so that the editor, tsc and eslint see the same. */
function addPrograms(project: awscdk.AwsCdkConstructLibrary, types: Task, ...folders: string[]): void {
  for (const folder of folders) {
    new JsonFile(project, `${folder}/tsconfig.json`, {
      obj: {
        extends: '../tsconfig.json',
        compilerOptions: { noEmit: true, rootDir: '..', stripInternal: true, isolatedModules: true },
        files: [], // no program yet is no error
        include: ['**/*.ts'],
        exclude: ['**/cdk.out/**'],
      },
    });
    types.exec(`tsc --noEmit -p ${folder}/tsconfig.json`);
  }
}
