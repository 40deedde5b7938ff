import * as path from 'path';
import { ContainerCommand, containerCommands } from './container-commands';
import type { Entrypoint } from './entrypoint';
import { WEB_SERVERS } from './web-server';
import type { SourceFolder } from '../source/source-folder';

/** Where a server listens and what gunicorn serves an ASGI application with, which the image has from what was found, and what is for development. */
const KNOWN = /^(?:-b|--bind|--host|--port|--listen|--http|--http-socket|-k|--worker-class|-p|--reload|--debug)(?:=.*)?$/;
/** Words of a command line that `Entrypoint.process` takes as they are, with no shell. */
const PLAIN = /^(?:[\w\s@%+=:,./$-]|\$\{\w+(?::-\w+)?\})+$/;

/**
 * The command of the project's own Dockerfile or Compose file that starts the application of an entry point with more than an address: workers, threads, times. The image starts
 * what was found, not that command, so its owner should know. Undefined where there is no such command, or the image loses nothing of it.
 */
export function droppedOptions(source: SourceFolder, entrypoint: Entrypoint): ContainerCommand | undefined {
  const { app, folder } = entrypoint._names.application ?? {};
  return app === undefined || folder !== undefined ? undefined
    : containerCommands(source).find(({ line }) => PLAIN.test(line) && hasMore(line.split(/\s+/), app));
}

function hasMore([program, ...words]: string[], application: string): boolean {
  return WEB_SERVERS.some(({ script }) => script === path.posix.basename(program)) && words.includes(application)
    && words.some((word) => word.startsWith('-') && !KNOWN.test(word));
}
