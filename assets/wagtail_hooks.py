from wagtail import hooks

from .views import refuse_unpublished_document, serve_document

# Before any other hook says something about the document, and after all of them.
hooks.register("before_serve_document", refuse_unpublished_document, order=-10)
hooks.register("before_serve_document", serve_document, order=100)
