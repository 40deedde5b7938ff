import { describe, expect, test } from 'vitest';
import { PythonProject } from '../../../src/python';
import { checkHandler } from '../../../src/python/entrypoints/lambda-handler';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';

const check = (handler: string, files: Record<string, string>, packages: string[] = []) => () =>
  checkHandler(handler, PythonProject.fromFolder(folderWith({ 'requirements.txt': '', ...files })), packages);

describe('a handler', () => {
  test.each([
    ['a function', 'events.handle', 'def handle(event, context):\n    pass\n'],
    ['a coroutine below a decorator', 'events.handle', '@traced\nasync def handle(event, context):\n    pass\n'],
    ['what a call gives', 'events.handle', 'import mangum\nhandle = mangum.Mangum(None)\n'],
    ['what is imported', 'events.handle', 'from .api import main as handle\n'],
    ['what may be imported', 'events.handle', 'from api import *\n'],
    ['a class', 'events.Handle', 'class Handle:\n    pass\n'],
    ['one in a block that may run', 'events.handle', 'try:\n    import fast\nexcept ImportError:\n    def handle(event, context):\n        pass\n'],
    ['one that is made by other means', 'events.handle', 'globals()["handle"] = print\n'],
  ])('is %s', (_, handler, text) => {
    expect(check(handler, { 'events.py': text })).not.toThrow();
  });

  const DEF = 'def handle(event, context):\n    pass\n';
  test.each([
    ['in a package', 'shop.events.handle', { 'shop/__init__.py': '', 'shop/events.py': DEF }],
    ['in the package itself', 'shop.handle', { 'shop/__init__.py': DEF }],
    ['below src', 'shop.events.handle', { 'src/shop/__init__.py': '', 'src/shop/events.py': DEF }],
    ['below src, as the folder is started', 'src.shop.events.handle', { 'src/shop/__init__.py': '', 'src/shop/events.py': DEF }],
    ['by a path', 'functions/events.handle', { 'functions/events.py': DEF }],
    ['of a project that is installed', 'greeter.main', FLAT],
  ])('is found %s', (_, handler, files) => {
    expect(check(handler, files)).not.toThrow();
  });

  test('may be one of a dependency', () => {
    expect(check('datadog_lambda.handler.handler', { 'events.py': DEF }, ['datadog-lambda'])).not.toThrow();
    expect(check('newrelic_lambda_wrapper.handler', { 'events.py': DEF }, ['newrelic-lambda'])).not.toThrow();
  });
});

describe('fails', () => {
  test.each(['handle', 'events:handle', 'events.', '.handle', 'my-events.handle', 'events.handle()', ''])('for %j, which names no function', (handler) => {
    expect(check(handler, { 'events.py': '' })).toThrow(coded('LambdaHandlerInvalid', /package\.module\.function/));
  });

  test('for a function that the file does not have, with the nearest one', () => {
    expect(check('events.handel', { 'events.py': 'def other():\n    pass\n\ndef handle(event, context):\n    pass\n' }))
      .toThrow(coded('LambdaHandlerInvalid', /events\.py does not define handel[^]*the functions other, handle[^]*handler: 'events\.handle'/));
    expect(check('events.handle', { 'events.py': 'x = 1\n' })).toThrow(coded('LambdaHandlerInvalid', /no functions/));
  });

  test('for a module that the project does not have, with the nearest one', () => {
    expect(check('evnts.handle', { 'events.py': '' }, ['requests'])).toThrow(coded('LambdaHandlerInvalid', /no module evnts[^]*the modules events[^]*handler: 'events\.handle'/));
    expect(check('shop.event.handle', { 'shop/__init__.py': '', 'shop/events.py': '' }, ['shop-tools'])).toThrow(coded('LambdaHandlerInvalid', /shop\.events\.handle/));
  });
});
