import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PythonTool } from '../../src';

/** Tools of PyPI as images: each from its requirement and a lock of its own. */
export class ToolsStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const lock = (name: string) => path.join(__dirname, 'locks', `${name}.txt`);
    new PythonTool(this, 'Ipython', { requirement: 'ipython', lockFile: lock('ipython') });
    new PythonTool(this, 'Pylama', { requirement: 'pylama', lockFile: lock('pylama') });
    new PythonTool(this, 'Certbot', { requirement: 'certbot', lockFile: lock('certbot') });
    new PythonTool(this, 'Httpie', { requirement: 'httpie', lockFile: lock('httpie'), script: 'http', exposeScripts: ['http', 'https'] });
  }
}
