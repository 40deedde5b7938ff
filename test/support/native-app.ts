/** An app with extension modules in its dependencies, TLS and a script; it says in JSON what it runs on. Its lock is made when a test needs it. */
export const NATIVE_APP: Record<string, string> = {
  'pyproject.toml': [
    '[project]', 'name = "native-app"', 'version = "1.2"', 'description = "Says what it runs on."', 'requires-python = ">=3.11"',
    'dependencies = ["markupsafe==3.0.3", "orjson==3.11.4"]',
    '[project.scripts]', 'native-app = "native_app:main"',
    '[build-system]', 'requires = ["hatchling"]', 'build-backend = "hatchling.build"', '',
  ].join('\n'),
  'src/native_app/__init__.py': [
    'import os', 'import pwd', 'import ssl', 'import sys', '', 'import orjson', 'from markupsafe import _speedups', '',
    'def main():',
    '    writable = [path for path in ("/", "/app", sys.prefix, "/etc") if os.access(path, os.W_OK)]',
    '    print(orjson.dumps({',
    '        "suffix": _speedups.__file__.rsplit(".", 2)[1], "python": sys.executable, "prefix": sys.prefix, "user": pwd.getpwuid(os.getuid()).pw_name,',
    '        "ids": [os.getuid(), os.getgid()], "tls": len(ssl.create_default_context().get_ca_certs()) > 50, "writable": writable,',
    '        "cached": os.path.exists(__import__("importlib.util").util.cache_from_source(__file__)), "unbuffered": os.environ.get("PYTHONUNBUFFERED"),',
    '        "command": sys.argv[0],',
    '    }).decode())', '',
  ].join('\n'),
};
