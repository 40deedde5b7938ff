/** Programs that serve, beside the web servers: by their own options. */
const SERVING = /^(?:bokeh|chainlit|fastapi|flask|functions-framework|hypercorn|litestar|marimo|panel|streamlit|voila)$/;
/** `--port 8080`, `--bind=0.0.0.0:8080`, `-b :8080`. Sources: the command line references of the servers. */
const OPTION = /(?:^|\s)(?:--(?:server\.)?port(?:=|\s+)|(?:--(?:bind|listen|http|http-socket)(?:=|\s+)|-b(?:=|\s*))["']?\S*:)(\d{1,5})(?=["'\s]|$)/;
/** `python manage.py runserver 0.0.0.0:8000`. Source: Django, "django-admin and manage.py". */
const RUNSERVER = /\srunserver\s+(?:\S+:)?(\d{1,5})(?=\s|$)/;
/** Where they listen by themselves, when they are told no port and no address with one. Sources: the same references. */
const BY_ITSELF: Record<string, number> = { 'daphne': 8000, 'fastapi': 8000, 'flask': 5000, 'litestar': 8000, 'sanic': 8000, 'streamlit': 8501, 'uvicorn': 8000, 'waitress-serve': 8080 };
/** What has them listen elsewhere: a socket, a file of settings, a port that is no number. */
const ELSEWHERE = /(?:^|\s)(?:-[cpu]|--(?:\S*port|uds|unix|unix-socket|fd|config|endpoint|listen|bind))(?=[=\s]|$)/;

/** The port that a command line tells a server to listen on, by its number, or where it listens by itself; undefined when the command leaves it to something else. */
export function listenedPort(command: string, program: string, isServer: boolean): number | undefined {
  const [, number] = RUNSERVER.exec(command) ?? (isServer || SERVING.test(program) ? OPTION.exec(command) : undefined) ?? [];
  const port = Number(number ?? 0);
  const own = Object.hasOwn(BY_ITSELF, program) && !ELSEWHERE.test(command) ? BY_ITSELF[program] : undefined;
  return port > 0 && port < 65536 ? port : number === undefined ? own : undefined;
}
