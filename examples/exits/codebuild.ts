import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { BuildSpec, Project } from 'aws-cdk-lib/aws-codebuild';
import { Construct } from 'constructs';
import { PythonTool } from '../../src';

/** A tool of PyPI as the image that CodeBuild runs commands in, on machines of the image's platform. */
export class CodeBuildStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const lint = new PythonTool(this, 'Lint', { requirement: 'pylama', lockFile: path.join(__dirname, '..', 'tools', 'locks', 'pylama.txt') });
    new Project(this, 'Project', {
      environment: { buildImage: lint.image.toCodeBuildImage() },
      buildSpec: BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['/app/.venv/bin/pylama --version'] } } }),
    });
  }
}
