"""Pages of the admin that stand in the place of Wagtail's; included before its own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from .views import AccountView

urlpatterns = [
    path("account/", never_cache(require_admin_access(AccountView.as_view()))),
]
