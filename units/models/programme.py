"""The work programme: its page, and its entries, pieces of their units (R41, C8)."""

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable
from wagtail.search import index

from approvals.models import GovernedPage, GovernedSnippet
from approvals.models.governed import PublicQuerySet
from approvals.panels import ChainPanel

from .. import forms, programme
from ..rules import violations_of_change

#: What readers plan by: another day, hour, place or chair is a change of the programme.
FACTS = ("day", "starts", "ends", "chair", "place")


class EntryState(models.TextChoices):
    PLANNED = "planned", _("as planned")
    CHANGED = "changed", _("changed")
    CANCELLED = "cancelled", _("cancelled")


class ProgrammeEntryQuerySet(PublicQuerySet):
    def between(self, first: dt.date, last: dt.date):
        return self.filter(day__range=(first, last))

    def at_the_same_time_as(self, entry: "ProgrammeEntry"):
        """Other entries, not cancelled, that overlap with ``entry``."""
        others = self.filter(day=entry.day).exclude(pk=entry.pk)
        found = others.exclude(state=EntryState.CANCELLED)
        if entry.starts is None:
            return found
        ends = entry.ends or entry.starts
        return found.filter(starts__isnull=False).filter(
            models.Q(starts__lt=ends, ends__gt=entry.starts) | models.Q(starts=entry.starts)
        )


class ProgrammeEntry(GovernedSnippet, index.Indexed):
    """Something planned for a day, with who chairs it, who attends and where.

    ``uid`` names it in calendars for good. What is public and then changes says so.
    """

    State = EntryState

    content_kind = "programme"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("subject of the meeting"), max_length=255)
    day = models.DateField(_("day"), db_index=True)
    starts = models.TimeField(
        _("from"), null=True, blank=True, help_text=_("Empty: the whole day.")
    )
    ends = models.TimeField(_("to"), null=True, blank=True)
    chair = models.CharField(_("chair"), max_length=150)
    attendees = models.CharField(_("attendees"), max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=200)
    of_committee = models.BooleanField(
        _("in the programme of the bloc committee"),
        default=False,
        help_text=_("Chaired by the Standing Board or the Executive Committee itself."),
    )
    article = models.ForeignKey(
        "units.ArticlePage",
        verbose_name=_("news item about it"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The event then stands once in the programme, and leads to this article."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=EntryState.choices, default=EntryState.PLANNED
    )
    note = models.CharField(
        _("what has changed"),
        max_length=200,
        blank=True,
        help_text=_("Readers see it beside the entry, for example: moved from morning to noon."),
    )

    objects = ProgrammeEntryQuerySet.as_manager()

    panels = [
        ChainPanel(),
        FieldPanel("title"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")])],
            heading=_("Time"),
        ),
        FieldRowPanel([FieldPanel("chair"), FieldPanel("place")]),
        FieldPanel("attendees"),
        FieldPanel("of_committee"),
        InlinePanel("documents", heading=_("Documents"), label=_("document")),
        PageChooserPanel("article"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("state"), FieldPanel("note")])], heading=_("Changes")
        ),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("chair"),
        index.SearchField("place"),
        index.FilterField("id"),
        index.FilterField("day"),
        index.FilterField("unit"),
        index.FilterField("state"),
    ]

    class Meta:
        verbose_name = _("entry of the work programme")
        verbose_name_plural = _("entries of the work programme")
        ordering = ["-day", "starts", "pk"]

    def __str__(self) -> str:
        return f"{self.title} ({date_format(self.day, 'd/m/Y')})" if self.day else self.title

    def clean(self) -> None:
        """Refuse an end before the beginning; say of what readers know that it has changed."""
        super().clean()
        if self.ends and not self.starts:
            raise ValidationError({"starts": _("Say when it begins, since you say when it ends.")})
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The meeting must end later than it begins.")})
        if self.state == EntryState.PLANNED and self.differs_from_public():
            self.state = EntryState.CHANGED

    def submission_violations(self) -> list:
        return [*super().submission_violations(), *violations_of_change(self)]

    def differs_from_public(self) -> bool:
        """Whether readers know another day, time, chair or place."""
        public = ProgrammeEntry.objects.filter(pk=self.pk, live=True).values(*FACTS).first()
        return public is not None and any(public[fact] != getattr(self, fact) for fact in FACTS)

    def clashes(self) -> list["ProgrammeEntry"]:
        """Other entries, drafts as well, that need the same chair at the same time."""
        chair = self.chair.casefold()  # databases fold the case of ASCII only
        overlapping = ProgrammeEntry.objects.at_the_same_time_as(self).select_related("unit")
        return [entry for entry in overlapping if entry.chair.casefold() == chair]

    @property
    def cancelled(self) -> bool:
        return self.state == EntryState.CANCELLED

    def get_preview_template(self, request, mode_name) -> str:
        return "units/programme/preview.html"

    def get_preview_context(self, request, mode_name) -> dict:
        context = super().get_preview_context(request, mode_name)
        return {**context, "days": [(self.day, [programme.of_entry(self)])]}


class ProgrammeDocument(Orderable):
    entry = ParentalKey(ProgrammeEntry, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("document of an entry")
        verbose_name_plural = _("documents of an entry")

    def __str__(self) -> str:
        return self.document.title


class WorkProgrammePage(GovernedPage):
    """``/chuong-trinh-cong-tac/``: by week, month or as a list, and the same as ``lich.ics``."""

    content_kind = "page"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*GovernedPage.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("work programme")
        verbose_name_plural = _("work programmes")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        form = forms.ProgrammeFilter(request.GET, today=timezone.localdate())
        return {
            **context,
            **programme.view_of(form),
            "filter": form,
            "today": form.today,
            "calendar_path": self.get_url(request) + "lich.ics",
        }
