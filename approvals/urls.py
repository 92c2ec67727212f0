"""Admin addresses of the approval chain."""

from django.urls import path

from . import views

app_name = "approvals"

_PIECE = "approvals/<int:content_type_id>/<int:pk>/"

urlpatterns = [
    path("approvals/page/<int:page_id>/", views.review_page, name="review_page"),
    path(_PIECE, views.ReviewView.as_view(), name="review"),
    path(f"{_PIECE}withdraw/", views.WithdrawView.as_view(), name="withdraw"),
    path(f"{_PIECE}hold/", views.HoldView.as_view(), name="hold"),
    path(f"{_PIECE}hold/lift/", views.LiftHoldView.as_view(), name="lift_hold"),
    path(
        f"{_PIECE}submit-translation/",
        views.SubmitTranslationView.as_view(),
        name="submit_translation",
    ),
    path(f"{_PIECE}take-back/", views.TakeBackView.as_view(), name="take_back"),
]
