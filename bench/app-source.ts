import * as fs from 'fs';
import * as path from 'path';

const EXAMPLE = path.join(__dirname, '..', 'examples', 'inventory');
/** The app without what declares it to the CDK: what would be in its repository. */
const FILES = ['pyproject.toml', 'README.md', 'requirements.txt', 'src'];
const GREETING = /"greeting": "[^"]*"/;

/** A copy of the example app that can be edited. */
export class AppSource {
  /** Copies the app into a folder. */
  public static copyTo(folder: string): AppSource {
    for (const name of FILES) {
      fs.cpSync(path.join(EXAMPLE, name), path.join(folder, name), { recursive: true, filter: (file) => !file.includes('__pycache__') });
    }
    return new AppSource(folder);
  }

  constructor(
    /** The folder with pyproject.toml. */
    public readonly folder: string,
  ) {}

  /** Changes one line of the code: from now on, the app says this. */
  public greet(greeting: string): void {
    const file = path.join(this.folder, 'src', 'inventory', 'app.py');
    const text = fs.readFileSync(file, 'utf8');
    if (!GREETING.test(text)) {
      throw new Error(`${file} has no greeting to change`);
    }
    fs.writeFileSync(file, text.replace(GREETING, `"greeting": "${greeting}"`));
  }

  /** `name==version` of every locked package. */
  public get pins(): string[] {
    const text = fs.readFileSync(path.join(this.folder, 'requirements.txt'), 'utf8');
    return text.split('\n').flatMap((line) => /^[A-Za-z0-9][\w.-]*==[^\s;\\]+/.exec(line)?.[0] ?? []);
  }
}
