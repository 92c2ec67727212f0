"""Upload and edit forms of images, documents and media: the rules, said beside the field."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from .fields import replacement_refused
from .formats import Family, extensions
from .intake import accept
from .protection import reason_to_freeze


class ImageUploadField(WagtailImageField):
    """Checks with our limits first: Wagtail's own check decodes the image to measure it."""

    def to_python(self, data):
        if data in self.empty_values:
            return None
        return super().to_python(accept(data, [Family.IMAGE]))


class FileForm(forms.ModelForm):
    """What the three forms share; goes before Wagtail's form in the bases."""

    families: tuple[Family, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.frozen_because: str | None = None
        if "file" in self.fields:
            allowed = ",".join(f".{name}" for name in extensions(*self._families()))
            self.fields["file"].widget.attrs["accept"] = allowed
        if self.instance.pk:
            self.fields.pop("file", None)
            self.frozen_because = reason_to_freeze(self.instance)
        if self.frozen_because:
            self.fields["title"].help_text = self.frozen_because
            for name in self._shown_names():
                self.fields[name].widget.attrs["readonly"] = True

    def _shown_names(self) -> list[str]:
        return [name for name in type(self.instance).shown_fields if name in self.fields]

    def clean_title(self) -> str:
        """The title, often taken from a file name, in composed Unicode (TCVN 6909:2001)."""
        return unicodedata.normalize("NFC", self.cleaned_data["title"])

    def clean_file(self):
        """Only files just uploaded; an image has been through its field."""
        return accept(self.cleaned_data["file"], self._families())

    def _families(self) -> tuple[Family, ...]:
        return self.families

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.add_prefix("file") in self.files:
            self.add_error(None, replacement_refused(self.instance))
        if self.frozen_because:
            for name in self._shown_names():
                if name in self.changed_data:
                    hidden = self.fields[name].widget.is_hidden
                    self.add_error(None if hidden else name, self.frozen_because)
        return cleaned


class ImageForm(FileForm, BaseImageForm):
    families = (Family.IMAGE,)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = ImageUploadField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].error_messages["required"] = _(
                "Please describe the picture for those who cannot see it (clause 7.1)."
            )


class DocumentForm(FileForm, BaseDocumentForm):
    families = (Family.DOCUMENT,)


class MediaForm(FileForm, BaseMediaForm):
    families = (Family.AUDIO, Family.VIDEO)

    def _families(self) -> tuple[Family, ...]:
        """One of the two, as soon as the medium says which it is."""
        return tuple(f for f in self.families if f == self.instance.type) or self.families

    def clean_thumbnail(self):
        thumbnail = self.cleaned_data["thumbnail"]
        if "thumbnail" in self.changed_data and thumbnail:
            return accept(thumbnail, [Family.IMAGE])
        return thumbnail

    def clean_captions(self):
        captions = self.cleaned_data["captions"]
        if "captions" in self.changed_data and captions:
            return accept(captions, [Family.CAPTIONS])
        return captions
