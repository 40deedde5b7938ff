import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { ContainerDependencyCondition, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Entrypoint, PythonApp, StaticFiles } from '../../src';

/** What was in `web/Dockerfile` and `web/docker-entrypoint.sh`. */
export class MigratedStack extends Stack {
  public readonly web: PythonApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.web = new PythonApp(this, 'Web', {
      source: path.join(__dirname, 'web'),
      entrypoint: Entrypoint.wsgi('noticeboard.wsgi:application', {
        staticFiles: StaticFiles.collectedByDjango({ buildEnvironment: { SECRET_KEY: 'only for the build' } }),
      }),
    });
    const task = new FargateTaskDefinition(this, 'Task');
    const web = this.web.addEcsContainer(task, 'Web');
    const migrate = task.addContainer('Migrate', {
      image: this.web.toEcsContainerImage(),
      entryPoint: ['python', 'manage.py'],
      command: ['migrate', '--noinput'],
      essential: false,
    });
    web.addContainerDependencies({ container: migrate, condition: ContainerDependencyCondition.SUCCESS });
  }
}
