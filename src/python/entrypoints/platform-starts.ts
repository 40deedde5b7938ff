import { Candidate, Named } from './django-site';
import { Entrypoint } from './entrypoint';
import { queueWorkers } from './queue-workers';
import { functionsFramework } from './start-of-file';
import { WebObjects } from './web-object';
import { shellWord } from '../../private/quoting';
import type { PythonProject } from '../python-project';
import { pythonFiles } from '../source/python-files';
import { readPython } from '../syntax/python-text';

/** A class whose base is called a spider, and its first `name`, before the next statement at the margin. */
const SPIDER = /^class\s+\w+\s*\([^)]*Spider\b[^)]*\)\s*:(?:(?!^\S)[^])*?^[ \t]+name\s*(?::\s*str\s*)?=\s*["']([^"'\n]+)["']/gm;

/** What a package of the dependencies starts that is neither a web application nor a program: agents of Google's kit, workers of Celery, a cloud function, a spider of Scrapy. */
export function platformStarts(project: PythonProject, objects: WebObjects, packages: Named[]): Candidate[] {
  const has = (name: string) => packages.some((one) => one.name === name);
  return has('google-adk') ? agents(project, objects) : has('functions-framework') ? onlyFunction(project, objects)
    : has('scrapy') ? spiders(project) : queueWorkers(project, objects, packages);
}

/** Packages with a `root_agent`, which the kit's own server finds in the folder around them. Source: ADK, "Use the API server". */
function agents({ _layout: { packages, importRoots } }: PythonProject, objects: WebObjects): Candidate[] {
  const found = packages.flatMap((folder) => [`${folder}/agent.py`, `${folder}/__init__.py`])
    .filter((file) => objects.source(file).top.assignments.some(({ name }) => name === 'root_agent' || name === 'app'));
  const root = importRoots.find((one) => found[0]?.startsWith(one === '' ? '' : `${one}/`)) ?? '';
  return found.slice(0, 1).map((where) => ({ entrypoint: Entrypoint.process(`adk api_server --host=0.0.0.0 --port=$PORT ${root === '' ? '.' : root}`), where }));
}

/** The only function of main.py, when nothing marks one. Source: Functions Framework, "Quickstart". */
function onlyFunction({ _source: source }: PythonProject, objects: WebObjects): Candidate[] {
  const functions = source.isFile('main.py') ? objects.source('main.py').top.functions.filter(({ name, required }) => !name.startsWith('_') && required.length > 0) : [];
  return functions.length !== 1 ? [] : [{
    entrypoint: Entrypoint._served('main.py', functionsFramework(functions[0].name)), where: 'main.py',
  }];
}

/** The spiders of a project of Scrapy: classes with a name that is written out. Source: Scrapy, "Command line tool". */
function spiders({ _source: source, _layout: { packages } }: PythonProject): Candidate[] {
  const folders = source.isFile('scrapy.cfg') ? packages.flatMap((folder) => source.isFolder(`${folder}/spiders`) ? [folder, `${folder}/spiders`] : [folder]) : [];
  return pythonFiles(source, ...folders).flatMap((where) => [...(readPython(source, where) ?? '').matchAll(SPIDER)]
    .map(([, name]) => ({ entrypoint: Entrypoint.process(`scrapy crawl ${shellWord(name)}`), where: `${where} (${name})` })));
}
