"""Settings: what differs from one place to another is in the environment."""
import os

SECRET_KEY = os.environ['SECRET_KEY']
DEBUG = False
ALLOWED_HOSTS = ['*']
ROOT_URLCONF = 'noticeboard.urls'
WSGI_APPLICATION = 'noticeboard.wsgi.application'
INSTALLED_APPS = ['django.contrib.contenttypes', 'django.contrib.auth', 'django.contrib.staticfiles', 'noticeboard']
MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'whitenoise.middleware.WhiteNoiseMiddleware',
    'django.middleware.common.CommonMiddleware',
]
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True}]
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'HOST': os.environ.get('DB_HOST', 'localhost'),
        'NAME': os.environ.get('DB_NAME', 'notices'),
        'USER': os.environ.get('DB_USER', 'notices'),
        'PASSWORD': os.environ.get('DB_PASSWORD', ''),
    }
}
STATIC_URL = '/static/'
STATIC_ROOT = '/app/static'
STORAGES = {'staticfiles': {'BACKEND': 'whitenoise.storage.CompressedManifestStaticFilesStorage'}}
