import { testApp } from './app';
import { folderWith } from './folder';
import { PythonApp, PythonAppProps } from '../../src';

/** Requirements of these packages as a lock: one version each, newer than any Python, and a hash that no file has. */
export function pinned(...names: string[]): string {
  return names.map((name) => `${name}==99.0 --hash=sha256:${'0'.repeat(64)}\n`).join('');
}

/** An app of one script with these requirements. */
export function scriptApp(requirements: string, props: Partial<PythonAppProps> = {}, files: Record<string, string> = {}): PythonApp {
  return testApp({ source: folderWith({ 'main.py': 'print("hello")\n', 'requirements.txt': requirements, ...files }), ...props });
}
