"""Acting on a piece: one page for every stage, for pages and snippets alike.

Everything works without JavaScript. The forms carry the digest of the content
that was shown, so that nobody approves what they have not seen.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.models import Page

from . import acts, services
from .content import latest_content, piece_of
from .exceptions import Refused
from .forms import ReasonForm, StageActionForm
from .models import Approval, Governed
from .permissions import may_see
from .standing import standing_of


def edit_address(piece) -> str:
    """The address of the editor of ``piece``."""
    if isinstance(piece, Page):
        return reverse("wagtailadmin_pages:edit", args=[piece.pk])
    return reverse(piece.snippet_viewset.get_url_name("edit"), args=[piece.pk])


def compare_address(piece, since) -> str | None:
    """Where to see what changed between the revision ``since`` and the latest one."""
    if since is None or since.pk == piece.latest_revision_id:
        return None
    if isinstance(piece, Page):
        return reverse(
            "wagtailadmin_pages:revisions_compare",
            args=[piece.pk, since.pk, piece.latest_revision_id],
        )
    return reverse(
        piece.snippet_viewset.get_url_name("revisions_compare"),
        args=[piece.pk, since.pk, piece.latest_revision_id],
    )


class PieceView(View):
    """Finds the piece; what the person may not see does not exist for them."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        content_type = get_object_or_404(ContentType, pk=kwargs["content_type_id"])
        model = content_type.model_class()
        if model is None or not issubclass(model, Governed):
            raise Http404
        self.piece = get_object_or_404(model, pk=kwargs["pk"])
        if not may_see(self.piece, request.user):
            raise Http404

    def back(self) -> HttpResponse:
        """To the piece's page of review."""
        return redirect(review_address(self.piece))

    def attempt(self, request: HttpRequest, operation, success: str) -> HttpResponse:
        """Carry out ``operation``; its refusal is shown by the transaction middleware."""
        try:
            operation()
        except Refused:
            return self.back()
        messages.success(request, success)
        return self.back()


class SubmitTranslationView(PieceView):
    """The texts as translated become the draft, and the draft goes through its chain (C13)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        try:
            state = services.submit_translation(
                self.piece, request.user, declared="declaration" in request.POST
            )
        except Refused:
            return redirect(edit_address(self.piece))
        title = latest_content(piece_of(state))
        messages.success(request, _("“%(title)s” has been submitted.") % {"title": title})
        return self.back()


def review_address(piece) -> str:
    return reverse("approvals:review", args=[piece.get_content_type().pk, piece.pk])


def review_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The desk knows a page by its key only: lead on to the review of what it is."""
    return redirect(review_address(get_object_or_404(Page, pk=page_id).specific))


class ReviewView(PieceView):
    """Read a piece in review, see who acted and what changed, and act."""

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self._page(request, self._form_class()(initial={"seen": self._digest()}))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = self._form_class()(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        if request.POST.get("act") not in {"approve", "reject"}:
            raise Http404
        return self.attempt(
            request, lambda: self._act(request, form.cleaned_data), self._success(request)
        )

    def _act(self, request: HttpRequest, data: dict) -> None:
        task_state = self.piece.current_workflow_task_state
        if task_state is None:
            raise Refused(
                _("This stage has been acted on already; see below where the piece stands.")
            )
        task_state.task.specific.on_action(task_state, request.user, request.POST["act"], **data)

    def _success(self, request: HttpRequest) -> str:
        if request.POST["act"] == "reject":
            return _("Returned to the author with your comment.")
        return _("Recorded. The chain goes on.")

    def _form_class(self):
        stage = self.piece.current_workflow_task
        return stage.get_form_for_action("approve") if stage else StageActionForm

    def _digest(self) -> str:
        return acts.digest_of(latest_content(self.piece))

    def _page(self, request: HttpRequest, form, status: int = 200) -> HttpResponse:
        mine = Approval.objects.of(self.piece).filter(user=request.user).last()
        stage = self.piece.current_workflow_task
        context = {
            "piece": latest_content(self.piece),
            "standing": standing_of(self.piece, request.user),
            "form": form,
            "approve_label": stage.approve_label(self.piece) if stage else "",
            "edit_address": edit_address(self.piece),
            "compare_address": compare_address(self.piece, mine.revision if mine else None),
            "preview_address": self._preview_address(),
            "history": Approval.objects.of(self.piece).select_related("user", "task_state__task"),
            "content_type_id": self.piece.get_content_type().pk,
        }
        return render(request, "approvals/admin/review.html", context, status=status)

    def _preview_address(self) -> str | None:
        if isinstance(self.piece, Page):
            return reverse("wagtailadmin_pages:view_draft", args=[self.piece.pk])
        return None


class ReasonView(PieceView):
    """An operation that only asks for a reason: withdraw, hold."""

    heading = ""
    explanation = ""
    button = ""
    success = ""
    operation: Callable
    allowed = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not getattr(standing_of(self.piece, request.user), self.allowed):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self._page(request, ReasonForm())

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        operation = type(self).operation
        return self.attempt(
            request,
            lambda: operation(self.piece, request.user, reason=form.cleaned_data["reason"]),
            self.success,
        )

    def _page(self, request: HttpRequest, form, status: int = 200) -> HttpResponse:
        context = {"view": self, "piece": self.piece, "form": form}
        return render(request, "approvals/admin/reason.html", context, status=status)


class OneClickView(PieceView):
    """An operation that asks for nothing: take back, lift a hold."""

    success = ""
    operation: Callable

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        operation = type(self).operation
        return self.attempt(request, lambda: operation(self.piece, request.user), self.success)


class WithdrawView(ReasonView):
    operation = staticmethod(services.withdraw)
    allowed = "can_withdraw"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.heading = _("Withdraw")
        self.explanation = _(
            "The piece leaves every public address at once. Publishing it again takes a new chain."
        )
        self.button = _("Withdraw now")
        self.success = _("Withdrawn. Nobody outside can read it any more.")


class HoldView(ReasonView):
    operation = staticmethod(services.hold)
    allowed = "can_hold"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.heading = _("Put on hold")
        self.explanation = _("Nobody can approve the piece until the hold is lifted (art. 5.4a).")
        self.button = _("Put on hold")
        self.success = _("On hold. Everybody in the chain sees the reason.")


class LiftHoldView(OneClickView):
    operation = staticmethod(services.lift_hold)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.success = _("The hold is lifted.")


class TakeBackView(OneClickView):
    operation = staticmethod(services.take_back)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.success = _("Taken back. You can go on writing and submit it again.")
