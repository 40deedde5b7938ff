"""What a program finds of the system that it runs in."""
