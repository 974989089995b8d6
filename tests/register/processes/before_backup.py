"""Give the small provider a user, a decision, a review and a deleted row that had the highest number."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "register.settings"


def main() -> None:
    django.setup()
    from django.contrib.auth.models import Group, User
    from django.utils import timezone

    from providers.models import Provider, Service
    from register.models import FindingDecision, Review
    from register.permissions import OFFICER_GROUP

    demo, now = Provider.objects.get(slug="demo"), timezone.now()
    User.objects.create_user("officer", password="een lang wachtwoord").groups.add(
        Group.objects.get(name=OFFICER_GROUP)
    )
    FindingDecision.objects.create(provider=demo, code="X", object="y", state="z", author="officer", made_at=now)
    Review.objects.create(provider=demo, reviewed_on=now.date(), author="officer", made_at=now)
    # Text as it came in long ago: no later rule of a field may change it on its way.
    Service.objects.create(provider=demo, key="weg", name="e\u0301 \r\n x ").delete()


if __name__ == "__main__":
    main()
