import { WebKind } from './web-server';

/** What a glance at a module says about how it is started. Nothing is executed, so this is a reading of lines. */
export type ModuleKind =
  | { readonly kind: 'web'; readonly web: WebKind; readonly object: string }
  | { readonly kind: 'program' }
  | { readonly kind: 'other' };

const ASGI = 'FastAPI|Starlette|Litestar|Quart|Sanic|get_asgi_application|BlackSheep|Esmerald';
const WSGI = 'Flask|Bottle|Falcon|get_wsgi_application|Pyramid|OpenAPI|APIFlask';
const OBJECT = new RegExp(`^([A-Za-z_]\\w*)[ \\t]*(?::[^=\\n]*)?=[ \\t]*(?:[\\w.]+\\.)?(?:(${ASGI})|(${WSGI}))\\(`, 'm');
const FACTORY = new RegExp(`^def[ \\t]+(create_app|make_app|get_app)\\([^)]*\\)[^:]*:(?:[^\\n]*\\n)+?[ \\t]+[^\\n]*\\b(?:(${ASGI})|(${WSGI}))\\(`, 'm');
const CDK = /^[ \t]*(?:import|from)[ \t]+aws_cdk\b/m;
const MAIN = /^if[ \t]+__name__[ \t]*==[ \t]*['"]__main__['"]/m;

/** A web application at the top of the module, a program, or neither. The CDK's own app.py is neither. */
export function sniffModule(text: string): ModuleKind {
  if (CDK.test(text)) {
    return { kind: 'other' };
  }
  const object = OBJECT.exec(text);
  if (object) {
    return { kind: 'web', web: object[2] ? 'asgi' : 'wsgi', object: object[1] };
  }
  const factory = FACTORY.exec(text.slice(0, 50_000));
  if (factory) {
    return { kind: 'web', web: factory[2] ? 'asgi' : 'wsgi', object: `${factory[1]}()` };
  }
  return MAIN.test(text) || doesSomething(text) ? { kind: 'program' } : { kind: 'other' };
}

/** Whether there is a statement at the top that is more than an import, a definition, a name or a text. */
function doesSomething(text: string): boolean {
  const code = text.replace(/("""|''')[\s\S]*?\1/g, '""').split(/\r?\n/)
    .filter((line) => /^[A-Za-z_]/.test(line) && !/^(?:import|from|def|class|async def|if TYPE_CHECKING|else|elif|try|except|finally)\b/.test(line));
  return code.some((line) => /^(?:[\w.]+\(|(?:for|while|with|print|raise|asyncio|await|if)\b)/.test(line));
}
