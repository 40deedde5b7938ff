import { afterAll, expect, test } from 'vitest';
import { PythonAppProps } from '../../src';
import { answersAndEnds } from '../support/docker/answers-and-ends';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { folderWith } from '../support/folder';
import { commit, git } from '../support/git-project';
import { TAGGED } from '../support/projects';

const images: string[] = [];

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

const FLASK = 'from flask import Flask\n\ndef create_app():\n    app = Flask(__name__)\n    app.route("/")(lambda: "by flask")\n    return app\n';
const DJANGO = {
  'requirements.txt': 'django==5.2.8\ngunicorn==23.0.0\n',
  'backend/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\nfrom django.core.management import execute_from_command_line\n',
  'backend/shop/settings.py': 'SECRET_KEY = "x"\nALLOWED_HOSTS = ["*"]\nROOT_URLCONF = "shop.urls"\n',
  'backend/shop/urls.py': 'from django.http import HttpResponse\nfrom django.urls import path\nurlpatterns = [path("", lambda request: HttpResponse("by django"))]\n',
};
const PROCFILE = 'release: false\nweb: python prepare.py && GREETING=hello python -u serve.py --port ${PORT:-1}\n';
const SERVE = [
  'import os', 'import sys', 'from http.server import BaseHTTPRequestHandler, HTTPServer', '', 'class Handler(BaseHTTPRequestHandler):', '    def do_GET(self):',
  '        self.send_response(200)', '        self.end_headers()', '        self.wfile.write(f"{os.getpid()} {os.environ[\'GREETING\']}".encode())', '',
  'HTTPServer(("0.0.0.0", int(sys.argv[2])), Handler).serve_forever()', '',
].join('\n');

const WEB: Record<string, [Record<string, string>, Partial<PythonAppProps>, string]> = {
  'a Flask factory with a server that is added by prop': [
    { 'requirements.txt': 'flask==3.1.2\n', 'shop/__init__.py': FLASK, 'run.py': 'from shop import create_app\nif __name__ == "__main__":\n    app = create_app()\n    app.run()\n' },
    { webServer: 'gunicorn==27.0.1' },
    'by flask',
  ],
  'a Django site in a folder, without wsgi.py': [DJANGO, {}, 'by django'],
  'a Procfile, whose last command is the process': [{ 'Procfile': PROCFILE, 'requirements.txt': '', 'prepare.py': 'print("ready")\n', 'serve.py': SERVE }, {}, '1 hello'],
  'a FastAPI app that its program would serve on 127.0.0.1': [
    {
      'requirements.txt': 'fastapi==0.121.0\nuvicorn==0.38.0\n', 'serve.py': 'import uvicorn\nif __name__ == "__main__":\n    uvicorn.run("api.app:api", host="127.0.0.1")\n',
      'api/__init__.py': '', 'api/app.py': 'from fastapi import FastAPI\napi = FastAPI()\n@api.get("/")\ndef root():\n    return "by fastapi"\n',
    },
    {},
    'by fastapi',
  ],
};

test.each(Object.keys(WEB))('%s answers on the port of the variable PORT and ends at once', async (what) => {
  const [files, props, answer] = WEB[what];
  const { imageId } = await buildApp({ source: folderWith(files), ...props });
  images.push(imageId);
  await answersAndEnds(imageId, answer, 9000, { PORT: '9000' });
});

test('a package has the version of the tag, the file that is written from it and its data, with no .git in the build', async () => {
  const source = folderWith(TAGGED);
  git(source, 'init', '--quiet');
  commit(source, 'a');
  git(source, 'tag', 'v4.5.6');
  const { imageId } = await buildApp({ source });
  images.push(imageId);
  expect(await runInImage(imageId, [])).toContain('4.5.6 4.5.6 hello');
});
