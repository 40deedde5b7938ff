import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BuilderBase, PythonApp, PythonVersion, SlimRuntimeStage, VirtualenvBuilderStage } from '../../src';

/** An environment that is made where compilers and several Pythons are, and copied to the same path of an image that has neither. */
export class LettersStack extends Stack {
  public readonly letters: PythonApp;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.letters = new PythonApp(this, 'Letters', { source: __dirname, python: PythonVersion.V3_11 });
    const base = BuilderBase.allPythons(this.letters, 'Base', { pythons: [PythonVersion.V3_11, PythonVersion.V3_13] });
    const builder = new VirtualenvBuilderStage(this.letters, 'Builder', { baseImage: base, path: '/usr/share/python3/app' });
    new SlimRuntimeStage(this.letters, 'Runtime', { install: builder.virtualenv, exposeScripts: Object.keys(this.letters.project.consoleScripts) });
  }
}
