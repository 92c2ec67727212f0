"""The demo portal: an invented bloc, played through the portal's own services.

``content.yaml`` says what there is and, in its head, how it is to be read;
``loading.load`` plays it.
"""
