from wagtail import hooks

from .views import refuse_unpublished_document

# Before any other hook says something about the document.
hooks.register("before_serve_document", refuse_unpublished_document, order=-10)
