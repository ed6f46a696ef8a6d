"""The door of the running app, tried from outside."""
