"""What the content of a piece is, by value: the thing that a chain approves.

Content is everything a reader could come to see. Bookkeeping (position in the
tree, locks, which revision is the latest, when something went live) is left
out, and so are the random ids that stream blocks carry.
"""

import json
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page, WorkflowState

#: Fields that are about the row, not about what it says.
BOOKKEEPING = frozenset(
    {
        *("pk", "id", "page_ptr", "content_type", "owner", "locale", "translation_key"),
        *("path", "depth", "numchild", "url_path", "alias_of"),
        *("live", "live_revision", "latest_revision", "latest_revision_created_at"),
        *("has_unpublished_changes", "draft_title", "go_live_at", "expired"),
        *("first_published_at", "last_published_at"),
        *("locked", "locked_by", "locked_at", "comments", "wagtail_admin_comments"),
    }
)

Content = dict[str, Any]


def content_of(piece: models.Model) -> Content:
    """The content of ``piece`` as it is in memory: JSON values, field by field.

    Child relations are lists of such dictionaries in their order; streams are
    lists of ``{"type", "value"}``.
    """
    data = json.loads(json.dumps(piece.serializable_data(), cls=DjangoJSONEncoder))
    return _model_content(type(piece), data, skip=())


def in_own_class(piece: models.Model) -> models.Model:
    """The piece in its own class: Wagtail often hands out bare pages."""
    return piece.specific if isinstance(piece, Page) else piece


def piece_of(workflow_state: WorkflowState) -> models.Model:
    """The piece a chain is about."""
    return in_own_class(workflow_state.content_object)


def latest_content(piece):
    """The piece as its latest revision says it, whatever class ``piece`` came as."""
    revision = piece.get_latest_revision()
    return revision.as_object() if revision else piece


def digest(content: Content) -> str:
    """SHA-256 of the content in canonical JSON, as 64 hexadecimal digits."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def covers(released: Content, current: Content, model: type[models.Model]) -> bool:
    """Whether ``current`` says what was ``released``.

    Every kept value is equal, and what the release did not know, at any depth, is
    at its default: a migration that adds a field or a block unreleases nothing.
    What the model no longer has cannot be shown and is not compared.
    """
    if released == current:
        return True
    return _model_covers(released, current, model)


def _children(model: type[models.Model]) -> dict[str, models.ForeignKey]:
    """Child relations of a model by name, with the key that points back."""
    return {rel.get_accessor_name(): rel.field for rel in get_all_child_relations(model)}


def _model_content(model: type[models.Model], data: dict, skip: tuple[str, ...]) -> Content:
    children = _children(model)
    streams = {f.name for f in model._meta.get_fields() if isinstance(f, StreamField)}
    content = {}
    for name, value in data.items():
        if name in BOOKKEEPING or name in skip:
            continue
        if name in children:
            back = children[name]
            content[name] = [_model_content(back.model, row, skip=(back.name,)) for row in value]
        elif name in streams:
            content[name] = _without_block_ids(json.loads(value) if value else [])
        else:
            content[name] = value
    return content


def _without_block_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_block_ids(item) for item in value]
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys() <= {"type", "value", "id"}
        return {k: _without_block_ids(v) for k, v in value.items() if not (is_block and k == "id")}
    return value


def _model_covers(released: Content, current: Content, model: type[models.Model]) -> bool:
    children = _children(model)
    for name, value in current.items():
        if name in children:
            if not _rows_cover(released.get(name, []), value, children[name].model):
                return False
        elif name not in released:
            if value != _field_default(model, name):
                return False
        elif not _field_covers(released[name], value, model, name):
            return False
    return True


def _rows_cover(released: list, current: list, model: type[models.Model]) -> bool:
    return len(released) == len(current) and all(
        _model_covers(old, new, model) for old, new in zip(released, current, strict=True)
    )


def _field_covers(released: Any, current: Any, model: type[models.Model], name: str) -> bool:
    if released == current:
        return True
    field = model._meta.get_field(name)
    return isinstance(field, StreamField) and _block_covers(released, current, field.stream_block)


def _field_default(model: type[models.Model], name: str) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, StreamField | models.ManyToManyField):
        return []
    default = field.get_default()
    return json.loads(json.dumps(field.get_prep_value(default), cls=DjangoJSONEncoder))


def _block_covers(released: Any, current: Any, block: Block) -> bool:
    if released == current:
        return True
    if isinstance(block, BaseStreamBlock):
        return len(released) == len(current) and all(
            old["type"] == new["type"]
            and new["type"] in block.child_blocks
            and _block_covers(old["value"], new["value"], block.child_blocks[new["type"]])
            for old, new in zip(released, current, strict=True)
        )
    if isinstance(block, ListBlock):
        return len(released) == len(current) and all(
            _block_covers(_list_item(old), _list_item(new), block.child_block)
            for old, new in zip(released, current, strict=True)
        )
    if isinstance(block, BaseStructBlock):
        return all(
            _block_covers(_child(released, name, child), _child(current, name, child), child)
            for name, child in block.child_blocks.items()
        )
    return False


def _child(struct: dict, name: str, block: Block) -> Any:
    """A value that a struct does not hold reads as its default."""
    return struct[name] if name in struct else _block_default(block)


def _list_item(item: Any) -> Any:
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _block_default(block: Block) -> Any:
    prepared = block.get_prep_value(block.normalize(block.get_default()))
    return _without_block_ids(json.loads(json.dumps(prepared, cls=DjangoJSONEncoder)))
