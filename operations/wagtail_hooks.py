from wagtail_modeladmin.options import modeladmin_register

from .viewsets import AuditRegister

modeladmin_register(AuditRegister)
