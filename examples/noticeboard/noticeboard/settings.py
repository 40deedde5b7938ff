"""Settings: what differs from one place to another is in the environment."""
import os

SECRET_KEY = os.environ['SECRET_KEY']
DEBUG = False
ALLOWED_HOSTS = ['*']
ROOT_URLCONF = 'noticeboard.urls'
WSGI_APPLICATION = 'noticeboard.wsgi.application'
INSTALLED_APPS = ['django.contrib.staticfiles', 'noticeboard']
MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'django.middleware.common.CommonMiddleware']
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True}]
STATIC_URL = '/static/'
STATIC_ROOT = '/app/static'
STORAGES = {'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}
