import { PythonSource } from '../syntax/python-source';

/** The names under which applications are made. */
const FACTORY = /^(?:create|make|build|get|init)_(?:app|application|api|server)$|^app_factory$/;
const HANDLER = /(?:^|\.)(?:BaseHTTP|SimpleHTTP)RequestHandler$/;
const MAIN = /^(?:main|run|start|serve)$/;

/** What to write into a file that defines what could be started and starts nothing; undefined for one that does something itself, or cannot be read. */
export function startOfDefinitions(file: string, { top, problem }: PythonSource): string | undefined {
  const { functions, classes, expressions } = top;
  const acts = top.main !== undefined || top.acts || expressions.some(({ callee }) => callee !== undefined);
  if (problem !== undefined || functions.length + classes.length === 0 || acts) {
    return undefined;
  }
  const factory = functions.find(({ name, required }) => FACTORY.test(name) && required.length > 0);
  if (factory !== undefined) {
    const { name, required } = factory;
    return `app = ${name}(${required.join(', ')}) at the top of ${file}, with values for ${required.join(' and ')}: an application of that name is found`;
  }
  const handler = classes.find(({ bases }) => bases.some(({ dotted }) => HANDLER.test(dotted ?? '')));
  const main = functions.find(({ name, required }) => required.length === 0 && MAIN.test(name));
  const call = handler !== undefined ? `HTTPServer(('0.0.0.0', 8000), ${handler.name}).serve_forever()`
    : main !== undefined ? `${main.name}()` : 'the call that starts it';
  return `${call} below if __name__ == "__main__": in ${file}, then: entrypoint: Entrypoint.script('${file}')`;
}
