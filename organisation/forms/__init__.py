"""Forms of the admin, a file each: models import the one of the settings."""
