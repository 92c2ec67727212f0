"""How the portal is installed, prepared and kept running on one machine.

Standard library only: ``install`` runs on the system's Python before anything
is installed; the rest runs in the virtual environment that it made.
"""
