/** Programs that serve, beside the web servers: by their own options. */
const SERVING = /^(?:bokeh|chainlit|fastapi|flask|functions-framework|hypercorn|litestar|marimo|panel|streamlit|voila)$/;
/** `--port 8080`, `--bind=0.0.0.0:8080`, `-b :8080`. Sources: the command line references of the servers. */
const OPTION = /(?:^|\s)(?:--(?:server\.)?port(?:=|\s+)|(?:--(?:bind|listen|http|http-socket)(?:=|\s+)|-b(?:=|\s*))["']?\S*:)(\d{1,5})(?=["'\s]|$)/;
/** `python manage.py runserver 0.0.0.0:8000`. Source: Django, "django-admin and manage.py". */
const RUNSERVER = /\srunserver\s+(?:\S+:)?(\d{1,5})(?=\s|$)/;

/** The port that a command line tells a server to listen on, by its number; undefined when it says none, or leaves it to a variable. */
export function listenedPort(command: string, program: string, isServer: boolean): number | undefined {
  const [, number] = RUNSERVER.exec(command) ?? (isServer || SERVING.test(program) ? OPTION.exec(command) : undefined) ?? [];
  const port = Number(number ?? 0);
  return port > 0 && port < 65536 ? port : undefined;
}
