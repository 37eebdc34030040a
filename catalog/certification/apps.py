from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    name = "catalog.certification"
    label = "certification"
    verbose_name = _("Certification")

    def ready(self) -> None:
        from catalog.catalogue.registries import register_certificates, register_past
        from marketplace.caching.watching import watch

        from .models import Certificate, CertificateEvent, LiveInterval, RecognitionDecision
        from .selectors import shown_certificates
        from .triggers import after_migrate
        from .verification import past_certificate

        post_migrate.connect(after_migrate, sender=self)
        register_certificates(shown_certificates)
        register_past(past_certificate)
        watch(Certificate, CertificateEvent, LiveInterval, RecognitionDecision)
