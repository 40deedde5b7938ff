"""Collects the static files of a Django project as the user who will run it, into a folder that this user can write in the build alone."""
import importlib
import os
import shutil
import signal

VARIABLE = 'DJANGO_SETTINGS_MODULE'


class Wrong(Exception):
    """What is wrong, in lines, the last of which says what to write."""


def collect(options):
    """Collects, and hands the files on."""
    try:
        import django
    except ImportError:
        raise Wrong('Django is not among the dependencies', 'write: StaticFiles.fromFolder for files that the app has already') from None
    if options.settings:
        os.environ[VARIABLE] = options.settings
    else:
        application = options.modules[0].partition(':')[0]
        importlib.import_module(application)
        if VARIABLE not in os.environ:
            raise Wrong(f'{application} does not say where the settings are', "write: settings: 'mysite.settings' in StaticFiles.collectedByDjango")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    if not settings.STATIC_ROOT or os.path.abspath(settings.STATIC_ROOT) != options.folder:
        raise Wrong(f'the server serves {options.folder}, but STATIC_ROOT of {os.environ[VARIABLE]} is {str(settings.STATIC_ROOT or "")!r}',
                    f"write: STATIC_ROOT = '{options.folder}' in the settings, or folder: STATIC_ROOT in StaticFiles.collectedByDjango")
    if settings.STATIC_URL.rstrip('/') != options.url:
        raise Wrong(f'the server serves {options.url}, but STATIC_URL of {os.environ[VARIABLE]} is {settings.STATIC_URL!r}',
                    f"write: STATIC_URL = '{options.url}/' in the settings, or urlPath in StaticFiles.collectedByDjango")
    signal.alarm(0)  # the imports are bounded; files may be many
    call_command('collectstatic', interactive=False)
    if not os.path.isdir(options.folder) or not os.listdir(options.folder):
        raise Wrong(f'nothing was collected into {options.folder}', "write: 'django.contrib.staticfiles' in INSTALLED_APPS, or an entry point without static files")
    hand_on(options.folder, options.out)


def hand_on(folder, out):
    """Copies the files to where another stage takes them from, with one time for all."""
    target = out + folder
    shutil.copytree(folder, target)
    os.chmod(target, 0o755)  # in the build it may be a folder that everybody can write
    time = int(os.environ['SOURCE_DATE_EPOCH'])
    for top, _, files in os.walk(out):
        for path in [top, *(os.path.join(top, name) for name in files)]:
            os.utime(path, (time, time))
