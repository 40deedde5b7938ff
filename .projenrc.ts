import { awscdk, javascript, typescript } from 'projen';
import { addImportLaw } from './projenrc/import-law';
import { addPackageContents } from './projenrc/package-contents';
import { addStrictLint } from './projenrc/strict-lint';
import { addTasks } from './projenrc/tasks';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-python-images',
  description: 'Python apps as AWS CDK constructs: reads the project, plans typed build stages, renders the Dockerfile, stages the image asset.',
  keywords: ['aws', 'cdk', 'container', 'docker', 'dockerfile', 'ecr', 'ecs', 'image', 'lambda', 'python', 'uv', 'wheel'],
  author: 'cdk-python-images maintainers',
  authorAddress: 'maintainers@cdk-python-images.example',
  repositoryUrl: 'https://cdk-python-images.example/cdk-python-images.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-python-images maintainers',
  defaultReleaseBranch: 'main',

  projenVersion: '0.103.25',
  packageManager: javascript.NodePackageManager.NPM,
  cdkVersion: '2.244.0',
  constructsVersion: '10.5.1',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0', // 7 has no API that eslint's parser can load
  minNodeVersion: '20.16.0',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  sampleCode: false,
  jest: false,
  docgen: true,
  tsconfig: {
    compilerOptions: { module: 'node20', target: 'ES2022', lib: ['es2022'], resolveJsonModule: true },
  },
  eslint: true,
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'projenrc', 'examples', 'bench'],
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] }, // a check that rewrites what it checks hides what it found
  },
  github: false,
  release: false,
  depsUpgrade: false,

  publishToPypi: { distName: 'cdk-python-images', module: 'cdk_python_images' },
  publishToMaven: {
    javaPackage: 'io.cdkpythonimages',
    mavenGroupId: 'io.cdkpythonimages',
    mavenArtifactId: 'cdk-python-images',
  },

  bin: { 'cdk-python-images': 'lib/cli/main.js' },
  bundledDeps: ['smol-toml', '@renovatebot/pep440@^4.2.4', '@balena/dockerignore', '@lezer/python@^1.1.19', '@lezer/common@^1.5.5', 'yaml@^2.9.1'],
  devDeps: ['@cdklabs/deploy-time-build@^0.0.6', 'vitest@^4.1.0', '@vitest/coverage-v8@^4.1.0', 'fast-check', 'dockerfile-ast', 'tsx',
    // the schema of bills of materials, and what it takes to check one by it
    '@cyclonedx/cyclonedx-library@^10.3.0', 'ajv@^8', 'ajv-formats@^3', 'ajv-formats-draft2019@^1.6',
    // snapshots of templates and manifests; for the aws-cdk-lib that is compiled with
    '@aws-cdk/integ-runner@2.197.10', '@aws-cdk/integ-tests-alpha@2.244.0-alpha.0',
    // exact: the newest version by date is not the newest by number, and the tag `latest` is a stray 3.0.0 that reads older assemblies only
    'aws-cdk@2.1148.1'],
  npmignoreEnabled: false, // the package is an allow-list, see projenrc/package-contents.ts
  gitignore: ['/node_modules', '/coverage/', '/.tools/', '/reports/', 'cdk.out/', '__pycache__/', '.venv/', '/examples/*/target/', '*.tabl.json', '*.tsbuildinfo'],
});

const npmrc = new javascript.NpmConfig(project);
npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

// Later versions name platform packages that not every registry has, and `npm ci` then refuses the lock file.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

addTasks(project);
addPackageContents(project);
addStrictLint(project.eslint!);
addImportLaw(project.eslint!);

project.synth();
