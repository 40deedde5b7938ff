"""The one page."""
from django.shortcuts import render
from django.urls import path

NOTICES = ['The library opens at nine.', 'Bring your own cup.']


def board(request):
    return render(request, 'board.html', {'notices': NOTICES})


urlpatterns = [path('', board)]
