"""What happens when the last stage of a chain approves.

Named by WAGTAIL_FINISH_WORKFLOW_ACTION, which Wagtail imports while its own
models are still being defined: hence a module of its own, importing late.
"""


def release_and_publish(workflow_state, user=None) -> None:
    """Keep the approved content by value and make exactly that content public."""
    from .releases import release

    release(workflow_state, user)
