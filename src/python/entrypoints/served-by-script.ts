import { Candidate, Named } from './django-site';
import { importable } from './entrypoint-binding';
import type { PythonProject } from '../python-project';
import { scriptFunction } from './script-function';
import { webEntrypoint } from './start-of-file';
import { serversOf } from './web-binding';
import { WebObjects } from './web-object';

type Script = Pick<Candidate, 'where'> & { readonly name: string };

/** Addresses that nothing outside of a container reaches. */
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/**
 * The application that the function of a console script serves by `app.run()` or `uvicorn.run(app)` with no address of its own: nothing outside of
 * the container would reach it, and with Flask it is a server for development. Undefined for every other script, and where no server for it is declared.
 */
export function servedByScript(project: PythonProject, objects: WebObjects, script: Script, packages: Named[]): Candidate | undefined {
  const { name, where } = script;
  const found = scriptFunction(project, objects, name);
  if (found === undefined) {
    return undefined;
  }
  const { module, file, body } = found;
  for (const { callee, positional, keywords } of body.expressions) {
    const host = keywords.host?.literal;
    const local = keywords.host === undefined ? positional.every(({ literal }) => typeof literal !== 'string' || literal.includes(':'))
      : typeof host === 'string' && LOOPBACK.includes(host);
    const runner = callee?.origin === 'uvicorn.run' ? positional[0]?.dotted : /^(\w+)\.run$/.exec(callee?.dotted ?? '')?.[1];
    if (!local || runner === undefined) {
      continue;
    }
    const made = body.assignments.some((assignment) => assignment.name === runner) ? objects.madeInMain(file, body) : undefined;
    const web = made?.web ?? objects.at(`${module}:${runner}`);
    const app = made ? importable(project, made.file) : module;
    if (web && app !== undefined && serversOf(web.kind, packages).length > 0) {
      return { entrypoint: webEntrypoint({ kind: 'web', web, app: `${app}:${web.object}` }), where };
    }
  }
  return undefined;
}
